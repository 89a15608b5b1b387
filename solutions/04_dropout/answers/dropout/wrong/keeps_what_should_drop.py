"""keep_prob is read as the probability of dropping.

property: keep_prob is the share of entries that stay
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape) < 1 - keep_prob) / (1 - keep_prob)
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
