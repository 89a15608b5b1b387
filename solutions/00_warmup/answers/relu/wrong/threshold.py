"""A small threshold instead of 0.

property: forward: any shape, any size of number
kind: detail
"""

import numpy as np


def relu_forward(x):
    return np.where(x > 1e-3, x, 0.0), x


def relu_backward(dout, cache):
    return np.where(cache > 1e-3, dout, 0.0)
