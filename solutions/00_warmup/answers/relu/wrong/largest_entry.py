"""One maximum over the whole array.

property: forward: the worksheet
kind: idea
"""

import numpy as np


def relu_forward(x):
    return max(0, x.max()) * np.ones_like(x), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
