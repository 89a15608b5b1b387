"""Full axes, but only N variances.

property: fewer rows than features
kind: detail
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    _, s, vt = np.linalg.svd(x - mean, full_matrices=True)
    return mean, vt, s**2 / len(x)
