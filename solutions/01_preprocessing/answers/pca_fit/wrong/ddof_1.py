"""Divides by N - 1, as np.cov does.

property: the variances along the axes
kind: convention
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(np.cov(x, rowvar=False))
    return mean, v.T[::-1], lam[::-1]
