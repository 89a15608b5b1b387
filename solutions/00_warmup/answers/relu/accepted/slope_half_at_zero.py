"""The slope at 0 is 1/2, from np.sign."""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return dout * (1 + np.sign(cache)) / 2
