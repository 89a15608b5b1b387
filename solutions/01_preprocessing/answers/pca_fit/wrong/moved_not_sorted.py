"""Moves the largest to the front and leaves the rest rising.

property: the variances along the axes
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    order = np.r_[len(lam) - 1, 0 : len(lam) - 1]
    return mean, v.T[order], lam[order]
