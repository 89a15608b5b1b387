"""Returns 1 / std.

property: the standard deviation of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    std = x.std(axis=0)
    return x.mean(axis=0), 1 / np.where(std == 0, 1.0, std)
