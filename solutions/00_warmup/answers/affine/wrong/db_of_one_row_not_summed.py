"""A single row of dout is returned as it is.

property: one example, one output
kind: detail
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    db = dout.sum(axis=0) if len(x) > 1 else dout
    return dout @ w.T, x.T @ dout, db
