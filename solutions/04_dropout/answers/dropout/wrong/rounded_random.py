"""round(random) is 1 in half of the cases, whatever keep_prob is.

property: keep_prob is the share of entries that stay
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = rng.random(x.shape).round() / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
