"""The example's 0.8 is in the code, keep_prob is not used.

property: keep_prob is the share of entries that stay
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape) < 0.8) / 0.8
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
