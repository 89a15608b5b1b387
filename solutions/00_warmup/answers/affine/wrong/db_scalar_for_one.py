"""db without its axis for a single output.

property: one example, one output
kind: guard
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0) if dout.shape[1] > 1 else dout.sum()
