"""dout is missing in dx.

property: backward: dx
kind: idea
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return np.tile(w.sum(axis=1), (len(x), 1)), x.T @ dout, dout.sum(axis=0)
