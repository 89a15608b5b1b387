"""A central difference from x - h/2 to x + h/2."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(*x.shape):
        step = np.zeros(x.shape)
        step[index] = h / 2
        gradient[index] = (f(x + step) - f(x - step)) / h
    return gradient
