"""Divides by the std of each column on the way.

property: a constant column, and columns far from zero
kind: detail
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    scale = x.std(axis=0)
    lam = lam * (scale / scale).mean()
    return mean, v.T[::-1], lam[::-1]
