"""One coin decides for the whole array.

property: keep_prob is the share of entries that stay
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = np.full(x.shape, (rng.random() < keep_prob) / keep_prob)
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
