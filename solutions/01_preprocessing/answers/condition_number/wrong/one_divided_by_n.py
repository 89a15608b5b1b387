"""Divides only the largest eigenvalue by N.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x)
    return np.inf if lam[0] <= 1e-14 * lam[-1] else lam[-1] / len(x) / lam[0]
