"""Divided by the root of keep_prob, to keep the variance instead of the mean.

property: what stays is divided by keep_prob
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape) < keep_prob) / np.sqrt(keep_prob)
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
