"""The weights are read in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def residual_forward(x, w1, b1, w2, b2):
    w1 = w1.ravel(order="K").reshape(w1.shape)
    z = x @ w1 + b1
    h = np.maximum(z, 0)
    return x + h @ w2 + b2, (x, w1, w2, z, h)


def residual_backward(dout, cache):
    x, w1, w2, z, h = cache
    dz = (dout @ w2.T) * (z > 0)
    return dout + dz @ w1.T, x.T @ dz, dz.sum(axis=0), h.T @ dout, dout.sum(axis=0)
