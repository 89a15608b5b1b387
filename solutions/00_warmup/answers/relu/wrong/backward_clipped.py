"""Large inputs count as flat.

property: backward: any shape
kind: detail
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return np.where((cache > 0) & (cache < 100), dout, 0.0)
