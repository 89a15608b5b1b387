"""Divides by the number of features.

property: the standard deviation of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    mean = x.mean(axis=0)
    std = np.sqrt(((x - x.mean(axis=0)) ** 2).sum(axis=0) / x.shape[1])
    std = np.where(std == 0, 1.0, std)
    return mean, std
