"""Averages mean and std over the features.

property: a table worked by hand
kind: idea
"""

import numpy as np


def unstandardize(z, mean, std):
    return z * std.mean() + mean.mean()
