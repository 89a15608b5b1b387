"""A plain affine layer.

property: every weight is kept with keep_prob, then divided by it
kind: idea
"""

import numpy as np


def dropconnect_forward(x, w, b, keep_prob, rng):
    return x @ w + b, (x, w, np.ones_like(w))


def dropconnect_backward(dout, cache):
    x, w, mask = cache
    return dout @ (w * mask).T, (x.T @ dout) * mask, dout.sum(axis=0)
