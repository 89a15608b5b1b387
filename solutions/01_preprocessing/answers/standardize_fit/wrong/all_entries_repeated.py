"""One mean and one std, repeated for every feature.

property: the mean of every column
kind: two
"""

import numpy as np


def standardize_fit(x):
    d = x.shape[1]
    return np.full(d, x.mean()), np.full(d, x.std() or 1.0)
