"""The gradient is kept in float32.

property: float64 stays float64
kind: guard
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    dx = np.zeros(dout.shape, dtype=np.float32)
    dx[cache > 0] = dout[cache > 0]
    return dx
