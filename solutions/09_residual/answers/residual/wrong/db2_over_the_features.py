"""Sums db2 over the features.

property: backward: db2
kind: idea
"""

import numpy as np


def residual_forward(x, w1, b1, w2, b2):
    z = x @ w1 + b1
    h = np.maximum(z, 0)
    return h @ w2 + b2 + x, (x, z, h, w1, w2)


def residual_backward(dout, cache):
    x, z, h, w1, w2 = cache
    dz = (dout @ w2.T) * (z > 0)
    return dz @ w1.T + dout, x.T @ dz, dz.sum(axis=0), h.T @ dout, dout.sum(axis=1)
