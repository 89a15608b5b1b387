"""Cut off at 6, forward and backward.

property: forward: the worksheet
kind: idea
"""

import numpy as np


def relu_forward(x):
    return np.clip(x, 0, 6), x


def relu_backward(dout, cache):
    return dout * ((cache > 0) & (cache < 6))
