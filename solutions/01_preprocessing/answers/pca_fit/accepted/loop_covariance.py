"""The covariance as a loop over rows; a list is returned."""

import numpy as np


def pca_fit(x):
    n, d = x.shape
    mean = sum(x) / n
    cov = np.zeros((d, d))
    for row in x:
        cov += np.outer(row - mean, row - mean) / n
    values, vectors = np.linalg.eigh(cov)
    order = np.argsort(values)[::-1]
    return [mean, vectors.T[order], values[order]]
