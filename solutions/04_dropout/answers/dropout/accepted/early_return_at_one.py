"""keep_prob 1 is a case of its own, in both passes."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    if keep_prob == 1:
        return x, None
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout if cache is None else dout * cache
