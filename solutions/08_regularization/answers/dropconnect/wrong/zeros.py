"""Zeros.

property: every weight is kept with keep_prob, then divided by it
kind: idea
"""

import numpy as np


def dropconnect_forward(x, w, b, keep_prob, rng):
    return np.zeros((len(x), w.shape[1])), (x, w)


def dropconnect_backward(dout, cache):
    x, w = cache
    return np.zeros_like(x), np.zeros_like(w), np.zeros(w.shape[1])
