"""Calls a matrix singular when its determinant is below 1e-10.

property: large is not infinite
kind: detail
"""

import numpy as np


def condition_number(x):
    h = x.T @ x / len(x)
    if np.linalg.det(h) < 1e-10:
        return np.inf
    v = np.linalg.eigvalsh(h)
    return v[-1] / v[0]
