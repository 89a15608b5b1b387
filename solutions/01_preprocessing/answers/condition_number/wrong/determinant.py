"""Divides the trace by the determinant.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    h = x.T @ x / len(x)
    det = np.linalg.det(h)
    return np.inf if abs(det) < 1e-12 else np.trace(h) / det
