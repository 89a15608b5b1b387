"""Replaces a small eigenvalue by 1e-12.

property: large is not infinite
kind: detail
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    return lam[-1] / max(lam[0], 1e-12)
