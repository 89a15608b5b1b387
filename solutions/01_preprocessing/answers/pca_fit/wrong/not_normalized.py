"""Scales each axis by its standard deviation.

property: each row of components is an axis
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    return mean, v.T[::-1] * np.sqrt(np.maximum(lam[::-1], 0))[:, None], lam[::-1]
