"""A default step so small that rounding wins.

property: accurate with the default step
kind: convention
"""

import numpy as np


def numerical_gradient(f, x, h=1e-11):
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
