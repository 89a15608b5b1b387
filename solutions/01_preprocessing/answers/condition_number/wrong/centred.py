"""Removes the mean first.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    c = x - x.mean(axis=0)
    lam = np.linalg.eigvalsh(c.T @ c / len(c))
    if lam[0] <= 1e-14 * lam[-1]:
        return np.inf
    return lam[-1] / lam[0]
