"""Floor division by keep_prob.

property: what stays is divided by keep_prob
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape) < keep_prob) // keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
