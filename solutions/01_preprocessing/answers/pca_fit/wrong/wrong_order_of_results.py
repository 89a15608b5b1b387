"""Returns mean, variances, components.

property: the variances along the axes
kind: convention
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    return mean, lam[::-1], v.T[::-1]
