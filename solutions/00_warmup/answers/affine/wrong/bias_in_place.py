"""b is changed.

property: inputs unchanged
kind: guard
"""

import numpy as np


def affine_forward(x, w, b):
    cache = (x, w)
    b += 0
    b *= 1.5
    return x @ w + b / 1.5, cache


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)
