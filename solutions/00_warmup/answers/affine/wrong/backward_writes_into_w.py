"""The gradient overwrites w.

property: inputs unchanged
kind: guard
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dx = dout @ w.T
    w[...] = x.T @ dout
    return dx, w, dout.sum(axis=0)
