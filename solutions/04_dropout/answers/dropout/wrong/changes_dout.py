"""dout is masked in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    dout *= cache
    return dout
