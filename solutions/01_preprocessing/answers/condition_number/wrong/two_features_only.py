"""Solves the quadratic equation of a 2 x 2 matrix.

property: tilted valleys of several shapes
kind: idea
"""

import numpy as np


def condition_number(x):
    h = x.T @ x / len(x)
    (a, b), (_, c) = h[:2, :2]
    root = np.sqrt((a - c) ** 2 + 4 * b**2)
    small = a + c - root
    return np.inf if small <= 1e-14 * (a + c) else (a + c + root) / small
