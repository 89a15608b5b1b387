"""`db2` adds absolute values.

property: backward: db2
kind: idea
"""

import numpy as np


def residual_forward(x, w1, b1, w2, b2):
    z = x @ w1 + b1
    h = np.maximum(z, 0)
    out = x + h @ w2 + b2
    cache = (x, z, h, w1, w2)
    return out, cache


def residual_backward(dout, cache):
    x, z, h, w1, w2 = cache
    dh = dout @ w2.T
    dz = dh * (z > 0)
    dw2 = h.T @ dout
    db2 = np.abs(dout).sum(axis=0)
    dw1 = x.T @ dz
    db1 = dz.sum(axis=0)
    dx = dout + dz @ w1.T
    return dx, dw1, db1, dw2, db2
