"""np.vectorize takes the dtype of its first result, a whole 0.

property: backward: any shape
kind: detail
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return np.vectorize(lambda g, v: g if v > 0 else 0)(dout, cache)
