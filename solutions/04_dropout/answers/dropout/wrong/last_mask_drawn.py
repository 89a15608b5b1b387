"""The backward pass uses the last mask drawn, whatever the cache.

property: backward: the cache of its own forward pass
kind: guard
"""

import numpy as np


LAST = {}


def dropout_forward(x, keep_prob, rng):
    LAST["mask"] = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * LAST["mask"], None


def dropout_backward(dout, cache):
    return dout * LAST["mask"]
