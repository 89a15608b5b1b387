"""The slope at 0 is 1."""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return np.where(cache >= 0, dout, 0.0)
