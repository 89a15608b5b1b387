"""The random numbers are the mask; no comparison turns them into coins.

property: keep_prob is the share of entries that stay
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = rng.random(x.shape)
    return x * mask / keep_prob, mask / keep_prob


def dropout_backward(dout, cache):
    return dout * cache
