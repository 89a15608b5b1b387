"""Zeros come out as ones.

property: at exactly 0
kind: detail
"""

import numpy as np


def relu_forward(x):
    return np.where(x == 0, 1.0, np.maximum(0, x)), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
