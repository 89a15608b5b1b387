"""Two mistakes. w is transposed where that is possible; db is divided by N.

property: forward: N = D = M
kind: two
"""

import numpy as np


def affine_forward(x, w, b):
    w = w.T if w.shape[0] == w.shape[1] else w
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.mean(axis=0)
