"""The backward pass forgets to divide by keep_prob.

property: backward: the mask and the scale of the forward pass
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = rng.random(x.shape) < keep_prob
    return x * mask / keep_prob, mask


def dropout_backward(dout, cache):
    return dout * cache
