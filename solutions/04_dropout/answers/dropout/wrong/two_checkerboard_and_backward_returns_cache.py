"""Two mistakes. Every second entry is dropped; the backward pass forgets dout.

property: keep_prob is the share of entries that stay
kind: two
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (np.indices(x.shape).sum(axis=0) + rng.integers(2)) % 2 / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return cache
