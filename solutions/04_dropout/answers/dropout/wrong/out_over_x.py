"""The backward pass divides out by x, which fails where x is 0.

property: backward: where x is 0
kind: detail
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    out = x * (rng.random(x.shape) < keep_prob) / keep_prob
    return out, (out, x)


def dropout_backward(dout, cache):
    out, x = cache
    return dout * out / x
