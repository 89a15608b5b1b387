"""The backward pass scales without the mask.

property: backward: the mask and the scale of the forward pass
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, keep_prob


def dropout_backward(dout, cache):
    return dout / cache
