"""x itself is changed in the forward pass.

property: inputs unchanged
kind: guard
"""

import numpy as np


def relu_forward(x):
    x[x < 0] = 0
    return x, x


def relu_backward(dout, cache):
    return dout * (cache > 0)
