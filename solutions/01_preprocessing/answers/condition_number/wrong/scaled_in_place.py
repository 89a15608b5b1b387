"""Divides x in place to make it smaller.

property: inputs unchanged
kind: guard
"""

import numpy as np


def condition_number(x):
    x /= 10.0
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    return np.inf if lam[0] <= 1e-14 * lam[-1] else lam[-1] / lam[0]
