"""One mean of all entries.

property: the mean of every column
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = np.full(x.shape[1], x.mean())
    lam, v = np.linalg.eigh(np.cov(x.T, bias=True))
    return mean, v.T[::-1], lam[::-1]
