"""A small threshold in the backward pass.

property: backward: any shape
kind: detail
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return np.where(cache > 1e-4, dout, 0.0)
