"""A boolean mask as the output.

property: forward: the worksheet
kind: idea
"""

import numpy as np


def relu_forward(x):
    return x > 0, x


def relu_backward(dout, cache):
    return dout * (cache > 0)
