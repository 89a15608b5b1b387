"""The distances are taken to the median.

property: the standard deviation of every column
cause: The distances were taken to the median. They are taken to the mean.
kind: idea
"""

import numpy as np


def standardize_fit(x):
    mean = x.mean(axis=0)
    std = np.sqrt(np.mean((x - np.median(x, axis=0)) ** 2, axis=0))
    std[std == 0] = 1
    return mean, std
