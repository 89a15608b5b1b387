"""Returns std, mean.

property: the mean of every column
kind: detail
"""

import numpy as np


def standardize_fit(x):
    std = x.std(axis=0)
    return np.where(std == 0, 1.0, std), x.mean(axis=0)
