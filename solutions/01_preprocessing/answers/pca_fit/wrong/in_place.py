"""Centres x in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    x -= mean
    lam, v = np.linalg.eigh(x.T @ x / len(x))
    return mean, v.T[::-1], lam[::-1]
