"""The weights are overwritten.

property: inputs unchanged
kind: guard
"""

import numpy as np


def dropconnect_forward(x, w, b, keep_prob, rng):
    w *= (rng.random(w.shape) < keep_prob) / keep_prob
    return x @ w + b, (x, w, (w != 0) / keep_prob)


def dropconnect_backward(dout, cache):
    x, w, mask = cache
    return dout @ w.T, (x.T @ dout) * mask, dout.sum(axis=0)
