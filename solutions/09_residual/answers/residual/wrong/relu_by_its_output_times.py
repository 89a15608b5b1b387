"""The gradient goes through ReLU times the hidden unit, where it is on.

property: backward: dw1
kind: idea
"""

import numpy as np


def residual_forward(x, w1, b1, w2, b2):
    z = x @ w1 + b1
    h = np.maximum(z, 0)
    return x + h @ w2 + b2, (x, w1, w2, h)


def residual_backward(dout, cache):
    x, w1, w2, h = cache
    dz = (dout @ w2.T) * h
    return dout + dz @ w1.T, x.T @ dz, dz.sum(axis=0), h.T @ dout, dout.sum(axis=0)
