"""Works along the rows.

property: the mean of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    mean = x.mean(axis=1)
    std = x.std(axis=1)
    std = np.where(std == 0, 1.0, std)
    return mean, std
