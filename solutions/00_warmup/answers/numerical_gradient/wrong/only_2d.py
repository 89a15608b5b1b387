"""Loops over two axes, one when there is one.

property: any shape
kind: detail
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    table = x.reshape(len(x), -1)
    gradient = np.zeros_like(table)
    for i in range(table.shape[0]):
        for j in range(table.shape[1]):
            step = np.zeros_like(table)
            step[i, j] = h
            gradient[i, j] = (f(table + step) - f(table - step)) / (2 * h)
    return gradient.reshape(x.shape) if x.ndim < 3 else gradient
