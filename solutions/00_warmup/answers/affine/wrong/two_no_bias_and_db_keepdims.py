"""Two mistakes. The bias is missing; db keeps an axis of length 1.

property: forward: by hand
kind: two
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0, keepdims=True)
