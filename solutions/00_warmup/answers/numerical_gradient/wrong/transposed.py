"""The result is filled in column order.

property: any shape
kind: detail
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    slopes = []
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = h
        slopes.append((f(x + step) - f(x - step)) / (2 * h))
    return np.array(slopes).reshape(x.shape, order="F")
