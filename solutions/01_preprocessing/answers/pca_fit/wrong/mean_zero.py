"""Returns the mean of the centred table.

property: the mean of every column
kind: idea
"""

import numpy as np


def pca_fit(x):
    c = x - x.mean(axis=0)
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    return c.mean(axis=0), v.T[::-1], lam[::-1]
