"""Sees columns of zeros and no other dependence.

property: columns that depend on each other give inf
kind: detail
"""

import numpy as np


def condition_number(x):
    if (x == 0).all(axis=0).any():
        return np.inf
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    lam = lam[lam > 1e-13 * lam[-1]]
    return lam[-1] / lam[0]
