"""Returns a std of shape (1, D).

property: the standard deviation of every column
kind: convention
"""

import numpy as np


def standardize_fit(x):
    mean = x.mean(axis=0)
    std = x.std(axis=0, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    return mean, std
