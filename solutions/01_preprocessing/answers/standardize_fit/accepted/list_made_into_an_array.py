"""A list of numbers made into an array: all ones become integers."""

import numpy as np


def standardize_fit(x):
    std = np.array([c.std() if c.max() != c.min() else 1 for c in x.T])
    return np.array([c.mean() for c in x.T]), std
