"""Takes the median.

property: the mean of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    mean = np.median(x, axis=0)
    std = x.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return mean, std
