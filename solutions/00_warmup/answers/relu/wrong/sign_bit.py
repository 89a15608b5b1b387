"""The sign is read from the bits of a float64.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def relu_forward(x):
    negative = x.view(np.int64) < 0
    return np.where(negative, 0.0, x), negative


def relu_backward(dout, cache):
    return np.where(cache, 0.0, dout)
