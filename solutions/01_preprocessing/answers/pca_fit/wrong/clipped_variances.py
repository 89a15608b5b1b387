"""Raises variances to at least 0.01.

property: axes and variances fit together
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    return mean, v.T[::-1], np.maximum(lam[::-1], 1e-2)
