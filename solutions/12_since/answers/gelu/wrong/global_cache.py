"""A global variable instead of the cache.

property: backward: each call uses its own cache
kind: guard
"""

import numpy as np


last = None


def gelu_forward(x):
    global last
    last = x
    return x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))) / 2, None


def gelu_backward(dout, cache):
    t = np.tanh(np.sqrt(2 / np.pi) * (last + 0.044715 * last**3))
    inner = np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * last**2)
    return dout * (1 + t + last * (1 - t**2) * inner) / 2
