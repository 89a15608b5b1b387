"""Rounds to three decimals.

property: the standard deviation of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    std = np.round(x.std(axis=0), 3)
    return np.round(x.mean(axis=0), 3), np.where(std == 0, 1.0, std)
