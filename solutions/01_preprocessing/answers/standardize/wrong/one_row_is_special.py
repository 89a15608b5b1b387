"""Returns zeros for a single row.

property: new rows are measured with the given mean and std
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    if len(x) == 1:
        return np.zeros_like(x)
    return (x - mean) / std
