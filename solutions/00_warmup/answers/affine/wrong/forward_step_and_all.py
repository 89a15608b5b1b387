"""The backward pass takes a step.

property: inputs unchanged
kind: guard
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    grads = dout @ w.T, x.T @ dout, dout.sum(axis=0)
    w -= 0.1 * grads[1]
    return grads
