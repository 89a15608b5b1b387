"""Adds 1e-8 to the smallest eigenvalue.

property: large is not infinite
kind: detail
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    return lam[-1] / (lam[0] + 1e-8)
