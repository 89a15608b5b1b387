"""Returns ones.

property: the mean of every column
kind: idea
"""

import numpy as np


def pca_fit(x):
    d = x.shape[1]
    return np.ones(d), np.ones((d, d)), np.ones(d)
