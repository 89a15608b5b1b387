"""The table is read in the order in which it lies in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def pca_fit(x):
    x = x.ravel(order="K").reshape(x.shape)
    mean = x.mean(axis=0)
    centred = x - mean
    variances, axes = np.linalg.eigh(centred.T @ centred / len(x))
    return mean, axes.T[::-1], variances[::-1]
