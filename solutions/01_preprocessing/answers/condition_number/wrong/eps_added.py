"""Adds 1e-8 to the smallest eigenvalue.

property: tilted valleys of several shapes
kind: idea
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    return lam[-1] / (lam[0] + 1e-8)
