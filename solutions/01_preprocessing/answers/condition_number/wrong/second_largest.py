"""Leaves out the largest eigenvalue when there are more than two.

property: tilted valleys of several shapes
kind: idea
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    if lam[0] <= 1e-14 * lam[-1]:
        return np.inf
    return lam[1] / lam[0] if len(lam) > 1 else 1.0
