"""Smallest over largest.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    return lam[0] / lam[-1]
