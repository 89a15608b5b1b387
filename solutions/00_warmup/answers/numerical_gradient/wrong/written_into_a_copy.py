"""The slopes are written into what `ravel` returns: of a view it is a copy.

property: read-only views with gaps
kind: guard
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    flat = gradient.ravel()
    for i in range(x.size):
        above, below = x.copy(), x.copy()
        above.flat[i] += h
        below.flat[i] -= h
        slope = (f(above) - f(below)) / (2 * h)
        flat[i] = slope
    return gradient
