"""The backward pass masks x instead of dout.

property: backward: the mask and the scale of the forward pass
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, (x, mask)


def dropout_backward(dout, cache):
    x, mask = cache
    return x * mask
