"""Mean of each column, one std of all entries.

property: the standard deviation of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    return x.mean(axis=0), np.full(x.shape[1], x.std() or 1.0)
