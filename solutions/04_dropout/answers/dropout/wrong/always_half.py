"""The rate is hard-coded.

property: keep_prob is the share of entries that stay
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape) < 0.5) / 0.5
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
