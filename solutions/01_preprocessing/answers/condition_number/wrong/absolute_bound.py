"""Calls every eigenvalue below 0.001 zero.

property: tilted valleys of several shapes
kind: idea
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    return np.inf if lam[0] < 1e-3 else lam[-1] / lam[0]
