"""The step is h (1 + |x|).

property: a central difference with the step h
kind: idea
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        d = h * (1 + abs(x[index]))
        step = np.zeros_like(x)
        step[index] = d
        gradient[index] = (f(x + step) - f(x - step)) / (2 * d)
    return gradient
