"""One coin for each unit, the same for all examples.

property: every entry has a coin of its own
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape[-1:]) < keep_prob) / keep_prob
    mask = np.broadcast_to(mask, x.shape)
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
