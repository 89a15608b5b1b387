"""The entry is put back one h too high.

property: one entry moves, the others stay
kind: idea
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    point, gradient = x.copy(), np.zeros_like(x)
    for index in np.ndindex(x.shape):
        point[index] += h
        above = f(point)
        point[index] -= 2 * h
        below = f(point)
        point[index] += 2 * h
        gradient[index] = (above - below) / (2 * h)
    return gradient
