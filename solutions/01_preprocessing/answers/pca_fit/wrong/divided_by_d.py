"""Divides by the number of features.

property: the variances along the axes
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / x.shape[1])
    return mean, v.T[::-1], lam[::-1]
