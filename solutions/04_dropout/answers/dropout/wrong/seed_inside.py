"""A generator with a fixed seed inside the function.

property: the mask is drawn from rng, anew in every call
kind: guard
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    rng = np.random.default_rng(0)
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
