"""Sets all axes but the first three to unit vectors.

property: axes and variances fit together
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    axes, out = v.T[::-1], np.eye(len(lam))
    out[:3] = axes[:3]
    return mean, out, lam[::-1]
