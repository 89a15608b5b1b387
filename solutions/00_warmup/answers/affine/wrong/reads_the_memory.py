"""The weights are read in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def affine_forward(x, w, b):
    w = w.ravel(order="K").reshape(w.shape)
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)
