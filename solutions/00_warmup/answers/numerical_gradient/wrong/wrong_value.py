"""f itself instead of its slope.

property: slopes known by hand
kind: idea
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        gradient[index] = f(x)
    return gradient
