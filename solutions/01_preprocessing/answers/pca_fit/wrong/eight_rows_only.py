"""Divides by 8, the rows of the example.

property: axes and variances fit together
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / 8)
    return mean, v.T[::-1], lam[::-1]
