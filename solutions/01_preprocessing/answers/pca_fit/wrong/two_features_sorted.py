"""Swaps two values instead of sorting.

property: axes and variances fit together
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    lam[[0, -1]] = lam[[-1, 0]]
    return mean, v.T[::-1], lam
