"""Every axis has a positive entry of largest size."""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    values, vectors = np.linalg.eigh(c.T @ c / len(x))
    axes = vectors.T[::-1]
    largest = np.abs(axes).argmax(axis=1)
    signs = np.sign(axes[np.arange(len(axes)), largest])
    return mean, axes * signs[:, None], values[::-1]
