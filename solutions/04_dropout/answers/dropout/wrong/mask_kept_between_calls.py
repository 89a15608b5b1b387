"""The first mask is kept for ever.

property: the mask is drawn from rng, anew in every call
kind: guard
"""

import numpy as np


MASKS = {}


def dropout_forward(x, keep_prob, rng):
    key = (x.shape, keep_prob)
    if key not in MASKS:
        MASKS[key] = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * MASKS[key], MASKS[key]


def dropout_backward(dout, cache):
    return dout * cache
