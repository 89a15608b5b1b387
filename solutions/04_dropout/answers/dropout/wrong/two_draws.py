"""out and cache hold two different masks.

property: backward: the mask and the scale of the forward pass
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    out = x * (rng.random(x.shape) < keep_prob) / keep_prob
    return out, (rng.random(x.shape) < keep_prob) / keep_prob


def dropout_backward(dout, cache):
    return dout * cache
