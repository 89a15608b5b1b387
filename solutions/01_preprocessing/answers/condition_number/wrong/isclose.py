"""Singular when np.isclose(smallest, 0), an absolute bound of 1e-8.

property: large is not infinite
kind: detail
"""

import numpy as np


def condition_number(x):
    n = x.shape[0]
    matrix = np.zeros((x.shape[1], x.shape[1]))
    for row in x:
        matrix += np.outer(row, row)
    lam = np.linalg.eigvalsh(matrix / n)
    if np.isclose(lam[0], 0.0):
        return np.array(np.inf)
    return np.array(lam[-1] / lam[0])
