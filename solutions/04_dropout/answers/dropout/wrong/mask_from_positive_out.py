"""The backward pass lets through where out is positive, like a ReLU.

property: backward: the mask and the scale of the forward pass
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    out = x * (rng.random(x.shape) < keep_prob) / keep_prob
    return out, (out, keep_prob)


def dropout_backward(dout, cache):
    out, keep_prob = cache
    return dout * (out > 0) / keep_prob
