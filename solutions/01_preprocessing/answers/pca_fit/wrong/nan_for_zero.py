"""nan for axes without variance.

property: axes and variances fit together
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    lam = np.where(lam < 1e-12, np.nan, lam)
    return mean, v.T[::-1], lam[::-1]
