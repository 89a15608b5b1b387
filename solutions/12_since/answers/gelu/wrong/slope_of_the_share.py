"""The slope of the share alone.

property: backward: the gradient of your forward pass
kind: idea
"""

import numpy as np


def gelu_forward(x):
    t = np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))
    return x * (1 + t) / 2, (x, t)


def gelu_backward(dout, cache):
    x, t = cache
    inner = np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * x**2)
    return dout * (1 - t**2) * inner / 2
