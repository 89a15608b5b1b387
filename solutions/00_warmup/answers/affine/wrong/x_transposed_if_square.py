"""x is transposed where that is possible.

property: forward: N = D = M
kind: detail
"""

import numpy as np


def affine_forward(x, w, b):
    x = x.T if x.shape[0] == x.shape[1] else x
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)
