"""Drawn in one row and reshaped."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.size) < keep_prob).reshape(x.shape).astype(x.dtype) / keep_prob
    return np.multiply(x, mask), mask


def dropout_backward(dout, cache):
    return np.multiply(cache, dout)
