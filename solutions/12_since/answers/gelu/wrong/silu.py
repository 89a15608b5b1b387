"""x times its sigmoid, and its gradient.

property: forward: six numbers
kind: idea
"""

import numpy as np


def gelu_forward(x):
    s = 1 / (1 + np.exp(-x))
    return x * s, (x, s)


def gelu_backward(dout, cache):
    x, s = cache
    return dout * (s + x * s * (1 - s))
