"""Takes the absolute value of the axes.

property: each row of components is an axis
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    return mean, np.abs(v.T[::-1]), lam[::-1]
