"""Forgets to return.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    ratio = lam[-1] / lam[0]
