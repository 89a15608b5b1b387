"""A boolean mask and np.where."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    keep = rng.random(x.shape) < keep_prob
    out = np.where(keep, x / keep_prob, 0.0)
    return out, (keep, keep_prob)


def dropout_backward(dout, cache):
    keep, keep_prob = cache
    return np.where(keep, dout / keep_prob, 0.0)
