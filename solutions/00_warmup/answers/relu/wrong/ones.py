"""Ones.

property: forward: the worksheet
kind: idea
"""

import numpy as np


def relu_forward(x):
    return np.ones_like(x), x


def relu_backward(dout, cache):
    return np.ones_like(dout)
