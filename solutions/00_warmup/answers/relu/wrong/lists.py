"""Nested lists instead of arrays.

property: forward: the worksheet
kind: idea
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x).tolist(), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
