"""SVD of the covariance, as CS231n writes it."""

import numpy as np


def pca_fit(x):
    mean = np.mean(x, axis=0)
    c = x - mean
    u, s, _ = np.linalg.svd(np.dot(c.T, c) / c.shape[0])
    return mean, u.T, s
