"""The step array keeps its old entries.

property: slopes known by hand
kind: idea
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient, step = np.zeros_like(x), np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
