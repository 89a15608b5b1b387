"""Moves the whole row of an entry.

property: any shape
cause: A whole row or column moved at once. Move the single entry, `x[i, j]`.
kind: detail
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        row = x[i[0]].copy()
        x[i[0]] = row + h
        up = f(x)
        x[i[0]] = row - h
        down = f(x)
        x[i[0]] = row
        grad[i] = (up - down) / (2 * h)
    return grad
