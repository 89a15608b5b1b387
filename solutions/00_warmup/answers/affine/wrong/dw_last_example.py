"""The loop overwrites instead of adding.

property: backward: dw
kind: idea
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    for n in range(len(x)):
        dw = np.outer(x[n], dout[n])
        db = dout[n]
    return dout @ w.T, dw, db
