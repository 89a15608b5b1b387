"""cache and out are returned in the wrong order.

property: what stays is divided by keep_prob
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return mask, x * mask


def dropout_backward(dout, cache):
    return dout * cache
