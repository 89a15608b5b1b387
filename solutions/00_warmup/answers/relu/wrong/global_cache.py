"""A global variable instead of the cache.

property: backward: each call uses its own cache
kind: guard
"""

import numpy as np

last = None


def relu_forward(x):
    global last
    last = x
    return np.maximum(0, x), None


def relu_backward(dout, cache):
    return dout * (last > 0)
