"""The default of h is 1e-8: smaller is not better.

property: accurate with the default step
kind: convention
"""

import numpy as np


def numerical_gradient(f, x, h=1e-8):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        e = np.zeros_like(x)
        e[i] = h
        grad[i] = (f(x + e) - f(x - e)) / (2 * h)
    return grad
