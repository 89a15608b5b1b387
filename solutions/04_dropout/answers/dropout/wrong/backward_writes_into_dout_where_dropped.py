"""dx is another name of dout.

property: inputs unchanged
kind: guard
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = rng.random(x.shape) < keep_prob
    return x * mask / keep_prob, (mask, keep_prob)


def dropout_backward(dout, cache):
    mask, keep_prob = cache
    dx = dout
    dx[~mask] = 0
    return dx / keep_prob
