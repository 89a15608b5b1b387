"""Centres x in place before taking the std.

property: inputs unchanged
kind: guard
"""

import numpy as np


def standardize_fit(x):
    mean = x.mean(axis=0)
    x -= mean
    std = np.sqrt((x**2).mean(axis=0))
    return mean, np.where(std == 0, 1.0, std)
