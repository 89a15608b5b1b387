"""A list instead of a tuple."""

import numpy as np


def relu_forward(x):
    return [x * (x > 0), x > 0]


def relu_backward(dout, cache):
    return cache * dout
