"""The backward pass multiplies by keep_prob.

property: backward: the mask and the scale of the forward pass
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = rng.random(x.shape) < keep_prob
    return x * mask / keep_prob, (mask, keep_prob)


def dropout_backward(dout, cache):
    mask, keep_prob = cache
    return dout * mask * keep_prob
