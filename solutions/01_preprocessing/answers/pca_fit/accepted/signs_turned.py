"""Every axis points the other way."""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    values, vectors = np.linalg.eigh(c.T @ c / len(x))
    return mean, -vectors.T[::-1], values[::-1].copy()
