"""Returns the standardized table.

property: the mean of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    std = x.std(axis=0)
    return (x - x.mean(axis=0)) / np.where(std == 0, 1.0, std)
