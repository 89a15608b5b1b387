"""The backward pass takes the mask from out, where a kept 0 looks dropped.

property: backward: where x is 0
kind: detail
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    out = x * (rng.random(x.shape) < keep_prob) / keep_prob
    return out, (out, keep_prob)


def dropout_backward(dout, cache):
    out, keep_prob = cache
    return dout * (out != 0) / keep_prob
