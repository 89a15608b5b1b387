"""The general eig, real parts, sorted."""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    cov = c.T @ c / len(x)
    values, vectors = np.linalg.eigh(cov)
    pairs = sorted(zip(values, vectors.T), key=lambda p: p[0], reverse=True)
    return mean, np.array([p[1] for p in pairs]), np.maximum([p[0] for p in pairs], 0)
