"""SVD of the centred table, full matrices."""

import numpy as np


def pca_fit(x):
    n, d = x.shape
    mean = x.mean(axis=0)
    _, s, vt = np.linalg.svd(x - mean, full_matrices=True)
    variances = np.zeros(d)
    variances[: len(s)] = s**2 / n
    return mean, vt, variances
