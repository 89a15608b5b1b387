"""The two terms of the slope are subtracted.

property: backward: the gradient of your forward pass
kind: idea
"""

import numpy as np

ROOT = np.sqrt(2 / np.pi)


def gelu_forward(x):
    t = np.tanh(ROOT * (x + 0.044715 * x**3))
    return 0.5 * x * (1 + t), (x, t)


def gelu_backward(dout, cache):
    x, t = cache
    inner = ROOT * (1 + 3 * 0.044715 * x**2)
    return dout * (0.5 * (1 + t) - 0.5 * x * (1 - t**2) * inner)
