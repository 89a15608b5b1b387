"""Mean of each column, std of each row.

property: the standard deviation of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    mean = x.mean(axis=0)
    std = x.std(axis=1)
    std = np.where(std == 0, 1.0, std)
    return mean, std
