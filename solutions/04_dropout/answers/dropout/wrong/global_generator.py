"""The mask comes from the global generator.

property: the mask is drawn from rng, anew in every call
kind: convention
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (np.random.rand(*x.shape) < keep_prob) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
