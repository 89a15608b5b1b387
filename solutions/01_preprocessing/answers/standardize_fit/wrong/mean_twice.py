"""Returns the mean for the std.

property: the standard deviation of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    mean = x.mean(axis=0)
    std = x.mean(axis=0)
    std = np.where(std == 0, 1.0, std)
    return mean, std
