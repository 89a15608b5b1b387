"""The mean has shape (1, D).

property: the mean of every column
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    return mean[None], v.T[::-1], lam[::-1]
