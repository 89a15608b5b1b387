"""The SVD divides by a singular value of 0.

property: a feature that is always 0
kind: guard
"""

import numpy as np


def min_norm_fit(features, targets):
    u, s, vt = np.linalg.svd(features, full_matrices=False)
    return (vt.T / s) @ (u.T @ targets)
