"""The sum of the bias is added everywhere.

property: forward: by hand
kind: idea
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b.sum(), (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)
