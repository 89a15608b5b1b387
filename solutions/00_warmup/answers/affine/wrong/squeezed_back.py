"""Axes of length 1 are dropped in the backward pass.

property: one example, one output
kind: convention
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return (dout @ w.T).squeeze(), (x.T @ dout).squeeze(), dout.sum(axis=0).squeeze()
