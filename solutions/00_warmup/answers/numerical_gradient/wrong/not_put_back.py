"""A moved entry stays where it is.

property: one entry moves, the others stay
kind: idea
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    point, gradient = x.copy(), np.zeros_like(x)
    for index in np.ndindex(x.shape):
        point[index] = x[index] + h
        above = f(point)
        point[index] = x[index] - h
        gradient[index] = (above - f(point)) / (2 * h)
    return gradient
