"""Calls a table singular when the ratio passes a million.

property: large is not infinite
kind: detail
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    return np.inf if lam[0] <= 1e-6 * lam[-1] else lam[-1] / lam[0]
