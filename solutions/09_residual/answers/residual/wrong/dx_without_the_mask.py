"""dx leaves the mask of the ReLU out.

property: backward: dx
cause: The gradient went through the ReLU as if every hidden unit were on.
kind: idea
"""

import numpy as np


def residual_forward(x, w1, b1, w2, b2):
    z = x @ w1 + b1
    h = np.maximum(0, z)
    out = x + h @ w2 + b2
    return out, (x, z, h, w1, w2)


def residual_backward(dout, cache):
    x, z, h, w1, w2 = cache
    dh = dout @ w2.T
    dz = dh * (z > 0)
    dw2 = h.T @ dout
    dw1 = x.T @ dz
    dx = dout + dh @ w1.T
    return dx, dw1, dz.sum(axis=0), dw2, dout.sum(axis=0)
