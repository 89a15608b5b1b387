"""The slope as out / x.

property: at exactly 0
kind: detail
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return dout * np.maximum(0, cache) / cache
