"""The cache is a function that goes back."""

import numpy as np


def residual_forward(x, w1, b1, w2, b2):
    z = x.dot(w1) + b1
    h = z * (z > 0)

    def back(dout):
        dz = dout.dot(w2.T) * (z > 0)
        return dout + dz.dot(w1.T), x.T.dot(dz), np.sum(dz, 0), h.T.dot(dout), np.sum(dout, 0)

    return x + h.dot(w2) + b2, back


def residual_backward(dout, cache):
    return cache(dout)
