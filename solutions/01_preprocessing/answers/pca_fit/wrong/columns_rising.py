"""The axes are the columns, in rising order.

property: each row of components is an axis
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    return mean, v, lam[::-1]
