"""In-place work on copies of its own; slope 1 at exactly 0."""

import numpy as np


def residual_forward(x, w1, b1, w2, b2):
    h = x.dot(w1)
    h += b1
    h[h < 0] = 0.0
    out = x.copy()
    out += h.dot(w2)
    out += b2
    return out, (x, w1, w2, h)


def residual_backward(dout, cache):
    x, w1, w2, h = cache
    dz = dout.dot(w2.T)
    dz[h <= 0] = 0
    dx = dz.dot(w1.T)
    dx += dout
    return dx, x.T.dot(dz), np.sum(dz, 0), h.T.dot(dout), np.sum(dout, 0)
