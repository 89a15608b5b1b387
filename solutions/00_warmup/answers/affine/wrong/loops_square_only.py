"""The loop runs over the wrong length.

property: backward: dw
kind: idea
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dw = np.zeros_like(w)
    for n in range(w.shape[1]):
        dw += np.outer(x[n], dout[n])
    return dout @ w.T, dw, dout.sum(axis=0)
