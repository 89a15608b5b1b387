"""dout is changed in the backward pass.

property: inputs unchanged
kind: guard
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dx, dw = dout @ w.T, x.T @ dout
    for n in range(1, len(dout)):
        dout[0] += dout[n]
    return dx, dw, dout[0].copy()
