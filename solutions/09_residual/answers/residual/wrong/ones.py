"""Ones of the right shapes.

property: forward: a silent branch leaves x as it is
kind: idea
"""

import numpy as np


def residual_forward(x, w1, b1, w2, b2):
    return np.ones_like(x), (x, w1, b1, w2, b2)


def residual_backward(dout, cache):
    return tuple(np.ones_like(a) for a in cache)
