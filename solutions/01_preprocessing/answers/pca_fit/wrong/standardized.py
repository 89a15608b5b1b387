"""Standardizes first: the eigenvalues of the correlation matrix.

property: the variances along the axes
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = (x - mean) / np.where(x.std(axis=0) == 0, 1, x.std(axis=0))
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    return mean, v.T[::-1], lam[::-1]
