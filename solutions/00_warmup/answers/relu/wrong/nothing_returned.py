"""The return is missing.

property: forward: the worksheet
kind: idea
"""

import numpy as np


def relu_forward(x):
    out = np.maximum(0, x)


def relu_backward(dout, cache):
    return dout * (cache > 0)
