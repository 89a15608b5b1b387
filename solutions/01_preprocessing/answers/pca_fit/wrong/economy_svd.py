"""SVD without full matrices: N axes when N is less than D.

property: fewer rows than features
kind: detail
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    _, s, vt = np.linalg.svd(x - mean, full_matrices=False)
    return mean, vt, s**2 / len(x)
