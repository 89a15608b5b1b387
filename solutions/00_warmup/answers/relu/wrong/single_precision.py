"""The output is kept in float32.

property: float64 stays float64
kind: guard
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x).astype(np.float32), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
