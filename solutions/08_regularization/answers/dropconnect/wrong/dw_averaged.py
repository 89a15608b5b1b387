"""`dw` is a mean over the batch.

property: backward: the same mask
kind: idea
"""

import numpy as np


def dropconnect_forward(x, w, b, keep_prob, rng):
    mask = rng.binomial(1, keep_prob, size=w.shape) / keep_prob
    used = mask * w
    return np.dot(x, used) + b, (x, used, mask)


def dropconnect_backward(dout, cache):
    x, used, mask = cache
    return np.dot(dout, used.T), mask * np.dot(x.T, dout) / len(x), np.sum(dout, axis=0)
