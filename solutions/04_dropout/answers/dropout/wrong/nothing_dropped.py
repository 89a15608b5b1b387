"""No mask at all.

property: keep_prob is the share of entries that stay
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = np.ones(x.shape)
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
