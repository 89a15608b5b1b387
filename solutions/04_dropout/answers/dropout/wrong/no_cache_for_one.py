"""Nothing is dropped at keep_prob 1, and the backward pass fails then.

property: keep_prob 1 drops nothing
kind: guard
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    if keep_prob == 1:
        return x.copy(), None
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
