"""dw with the mask of 0 and 1.

property: backward: the same mask
kind: idea
"""

import numpy as np


def dropconnect_forward(x, w, b, keep_prob, rng):
    mask = (rng.random(w.shape) < keep_prob) / keep_prob
    return x @ (w * mask) + b, (x, w, mask)


def dropconnect_backward(dout, cache):
    x, w, mask = cache
    return dout @ (w * mask).T, (x.T @ dout) * (mask > 0), dout.sum(axis=0)
