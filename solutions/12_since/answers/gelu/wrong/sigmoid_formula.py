"""The rougher formula of the paper, x times the sigmoid of 1.702 x.

property: forward: six numbers
kind: convention
"""

import numpy as np


def gelu_forward(x):
    s = 1 / (1 + np.exp(-1.702 * x))
    return x * s, (x, s)


def gelu_backward(dout, cache):
    x, s = cache
    return dout * (s + 1.702 * x * s * (1 - s))
