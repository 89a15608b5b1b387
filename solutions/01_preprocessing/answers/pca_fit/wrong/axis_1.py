"""Mean of each row.

property: the mean of every column
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=1)
    c = x - mean[:, None]
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    return mean, v.T[::-1], lam[::-1]
