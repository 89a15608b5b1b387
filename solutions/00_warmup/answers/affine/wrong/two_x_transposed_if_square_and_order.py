"""Two mistakes. x is transposed where that is possible; dw and dx are swapped.

property: forward: N = D = M
kind: two
"""

import numpy as np


def affine_forward(x, w, b):
    x = x.T if x.shape[0] == x.shape[1] else x
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return x.T @ dout, dout @ w.T, dout.sum(axis=0)
