"""The backward pass draws a new mask.

property: backward: the mask and the scale of the forward pass
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = rng.random(x.shape) < keep_prob
    return x * mask / keep_prob, (rng, keep_prob)


def dropout_backward(dout, cache):
    rng, keep_prob = cache
    return dout * (rng.random(dout.shape) < keep_prob) / keep_prob
