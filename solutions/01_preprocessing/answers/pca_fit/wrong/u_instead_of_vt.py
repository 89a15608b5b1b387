"""Returns V instead of its transpose.

property: each row of components is an axis
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    _, s, vt = np.linalg.svd(x - mean, full_matrices=True)
    variances = np.zeros(x.shape[1])
    variances[: len(s)] = s**2 / len(x)
    return mean, vt.T, variances
