"""Adds the truth value of std == 0."""

import numpy as np


def standardize_fit(x):
    std = np.std(x, 0)
    return np.mean(x, 0), std + (std == 0)
