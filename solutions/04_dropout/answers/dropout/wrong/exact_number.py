"""Exactly a share of keep_prob is kept: the coins know of one another.

property: every entry has a coin of its own
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    kept = round(keep_prob * x.size)
    mask = np.zeros(x.size)
    mask[rng.permutation(x.size)[:kept]] = 1 / keep_prob
    mask = mask.reshape(x.shape)
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
