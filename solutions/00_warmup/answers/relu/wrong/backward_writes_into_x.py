"""The cached x becomes the mask.

property: inputs unchanged
kind: guard
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    x = cache
    x[x <= 0] = 0
    x[x > 0] = 1
    return dout * x
