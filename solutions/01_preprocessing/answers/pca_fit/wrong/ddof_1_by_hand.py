"""Divides by len(x) - 1.

property: the variances along the axes
kind: convention
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / (len(x) - 1))
    return mean, v.T[::-1], lam[::-1]
