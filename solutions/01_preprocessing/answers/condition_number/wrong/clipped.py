"""Replaces a small eigenvalue by 1e-12.

property: a column of zeros gives inf
kind: detail
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    return lam[-1] / max(lam[0], 1e-12)
