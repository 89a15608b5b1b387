"""The step is h times the entry.

property: slopes known by hand
kind: idea
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = h * abs(x[index])
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
