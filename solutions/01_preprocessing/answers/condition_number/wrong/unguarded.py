"""Divides without a look at the smallest eigenvalue: a rounding error of either sign.

property: columns that depend on each other give inf
kind: detail
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    return lam[-1] / lam[0]
