"""Both sides count at 0.

property: at exactly 0
kind: detail
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return dout * (cache > 0) + 2 * dout * (cache == 0)
