"""The negative part.

property: forward: the worksheet
kind: two
"""

import numpy as np


def relu_forward(x):
    return np.minimum(0, x), x


def relu_backward(dout, cache):
    return dout * (cache < 0)
