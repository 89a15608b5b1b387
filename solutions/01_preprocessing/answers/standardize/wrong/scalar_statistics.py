"""Averages mean and std over the features.

property: a table worked by hand
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    return (x - mean.mean()) / std.mean()
