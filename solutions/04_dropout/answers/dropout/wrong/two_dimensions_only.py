"""The mask has two dimensions, whatever x has.

property: arrays of any number of dimensions
kind: detail
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random((x.shape[0], x.shape[1])) < keep_prob) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
