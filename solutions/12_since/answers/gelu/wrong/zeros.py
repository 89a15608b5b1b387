"""Zeros.

property: forward: six numbers
kind: idea
"""

import numpy as np


def gelu_forward(x):
    return np.zeros_like(x), x


def gelu_backward(dout, cache):
    return np.zeros_like(dout)
