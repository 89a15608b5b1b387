"""Scales to the range 0 to 1.

property: a table worked by hand
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    return (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))
