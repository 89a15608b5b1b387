"""Computes in float32.

property: large is not infinite
kind: detail
"""

import numpy as np


def condition_number(x):
    x = x.astype(np.float32)
    lam = np.linalg.eigvalsh(x.T @ x / len(x)).astype(float)
    return np.inf if lam[0] <= 1e-7 * lam[-1] else lam[-1] / lam[0]
