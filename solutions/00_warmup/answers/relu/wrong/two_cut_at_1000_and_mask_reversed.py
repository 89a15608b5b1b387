"""Two mistakes. A limit for large numbers; the gradient passes where ReLU blocked.

property: forward: any shape, any size of number
kind: two
"""

import numpy as np


def relu_forward(x):
    return np.clip(x, 0, 1000.0), x


def relu_backward(dout, cache):
    return dout * (cache < 0)
