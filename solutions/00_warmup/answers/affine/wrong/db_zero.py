"""db is forgotten.

property: backward: db
kind: idea
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, np.zeros(dout.shape[1])
