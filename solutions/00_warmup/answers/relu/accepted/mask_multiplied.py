"""A mask, kept as the cache."""

import numpy as np


def relu_forward(x):
    mask = (x > 0).astype(x.dtype)
    return x * mask, mask


def relu_backward(dout, cache):
    return dout * cache
