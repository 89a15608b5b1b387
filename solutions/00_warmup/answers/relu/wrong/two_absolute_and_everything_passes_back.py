"""Two mistakes. The absolute value; the gradient passes everywhere.

property: forward: the worksheet
kind: two
"""

import numpy as np


def relu_forward(x):
    return np.abs(x), x


def relu_backward(dout, cache):
    return dout.copy()
