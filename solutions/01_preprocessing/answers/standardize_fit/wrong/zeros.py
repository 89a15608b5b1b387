"""Returns zeros.

property: the mean of every column
kind: idea
"""

import numpy as np


def standardize_fit(x):
    return np.zeros(x.shape[1]), np.zeros(x.shape[1])
