"""Returns shapes (1, D).

property: the mean of every column
kind: detail
"""

import numpy as np


def standardize_fit(x):
    mean = x.mean(axis=0, keepdims=True)
    std = x.std(axis=0, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    return mean, std
