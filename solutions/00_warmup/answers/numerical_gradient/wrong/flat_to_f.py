"""f gets a flat array.

property: any shape
kind: detail
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    flat = x.ravel()
    gradient = np.zeros(flat.size)
    for i in range(flat.size):
        step = np.zeros(flat.size)
        step[i] = h
        gradient[i] = (f(flat + step) - f(flat - step)) / (2 * h)
    return gradient.reshape(x.shape)
