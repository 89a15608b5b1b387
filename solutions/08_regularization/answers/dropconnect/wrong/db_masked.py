"""db keeps an axis.

property: backward: the same mask
kind: convention
"""

import numpy as np


def dropconnect_forward(x, w, b, keep_prob, rng):
    mask = (rng.random(w.shape) < keep_prob) / keep_prob
    return x @ (w * mask) + b, (x, w, mask)


def dropconnect_backward(dout, cache):
    x, w, mask = cache
    return dout @ (w * mask).T, (x.T @ dout) * mask, dout.sum(axis=0, keepdims=True)
