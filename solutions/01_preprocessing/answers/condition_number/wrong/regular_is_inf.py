"""Calls every diagonal table singular.

property: large is not infinite
kind: detail
"""

import numpy as np


def condition_number(x):
    h = x.T @ x / len(x)
    lam = np.linalg.eigvalsh(h)
    if lam[0] <= 1e-14 * lam[-1] or (len(h) > 1 and np.allclose(h, np.diag(np.diag(h)))):
        return np.inf
    return lam[-1] / lam[0]
