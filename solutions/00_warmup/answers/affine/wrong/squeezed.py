"""Axes of length 1 are dropped.

property: one example, one output
kind: guard
"""

import numpy as np


def affine_forward(x, w, b):
    return np.squeeze(x @ w + b), (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)
