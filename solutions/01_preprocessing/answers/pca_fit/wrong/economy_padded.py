"""Fills the missing axes with zeros.

property: fewer rows than features
kind: detail
"""

import numpy as np


def pca_fit(x):
    n, d = x.shape
    mean = x.mean(axis=0)
    _, s, vt = np.linalg.svd(x - mean, full_matrices=False)
    components, variances = np.zeros((d, d)), np.zeros(d)
    components[: len(s)], variances[: len(s)] = vt, s**2 / n
    return mean, components, variances
