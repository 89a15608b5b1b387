"""The bias is dropped at random as well.

property: the layer: x @ (mask * w) + b, one mask for the batch
kind: idea
"""

import numpy as np


def dropconnect_forward(x, w, b, keep_prob, rng):
    mask = (rng.random(w.shape) < keep_prob) / keep_prob
    bias = b * (rng.random(b.shape) < keep_prob) / keep_prob
    return x @ (w * mask) + bias, (x, w, mask)


def dropconnect_backward(dout, cache):
    x, w, mask = cache
    return dout @ (w * mask).T, (x.T @ dout) * mask, dout.sum(axis=0)
