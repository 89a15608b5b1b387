"""Loses the batch axis of a single row.

property: new rows are measured with the given mean and std
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    return np.squeeze((x - mean) / std)
