"""The backward pass returns zeros.

property: backward: the worksheet
kind: idea
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return np.zeros_like(dout)
