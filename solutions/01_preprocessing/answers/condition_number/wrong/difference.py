"""Subtracts the smallest from the largest.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x)
    return np.inf if lam[0] <= 1e-14 * lam[-1] else lam[-1] - lam[0]
