"""Returns zeros.

property: the mean of every column
kind: idea
"""

import numpy as np


def pca_fit(x):
    d = x.shape[1]
    return np.zeros(d), np.zeros((d, d)), np.zeros(d)
