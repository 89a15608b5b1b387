"""`dout` is read in the order in which it lies in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def dropconnect_forward(x, w, b, keep_prob, rng):
    mask = (rng.random(w.shape) < keep_prob) / keep_prob
    return np.dot(x, w * mask) + b, (x, w, mask)


def dropconnect_backward(dout, cache):
    x, w, mask = cache
    dout = dout.ravel(order="K").reshape(dout.shape)
    return np.dot(dout, (w * mask).T), np.dot(x.T, dout) * mask, dout.sum(axis=0)
