"""Mean of products minus product of means.

property: a constant column, and columns far from zero
kind: detail
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    lam, v = np.linalg.eigh(x.T @ x / len(x) - np.outer(mean, mean))
    return mean, v.T[::-1], lam[::-1]
