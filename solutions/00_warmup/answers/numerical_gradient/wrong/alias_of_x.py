"""The copies are missing.

property: inputs unchanged
kind: idea
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        above = x
        above[index] += h
        below = x
        below[index] -= h
        gradient[index] = (f(above) - f(below)) / (2 * h)
    return gradient
