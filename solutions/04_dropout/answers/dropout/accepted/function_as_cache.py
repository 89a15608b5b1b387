"""The cache is a function."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = rng.choice([0.0, 1.0], size=x.shape, p=[1 - keep_prob, keep_prob]) / keep_prob
    return np.multiply(x, mask), lambda dout: np.multiply(dout, mask)


def dropout_backward(dout, cache):
    return cache(dout)
