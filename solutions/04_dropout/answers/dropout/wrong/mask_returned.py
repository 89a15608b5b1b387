"""Two mistakes. The mask is returned as out, and nothing is divided by keep_prob.

property: what stays is divided by keep_prob
kind: two
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape) < keep_prob).astype(float)
    return mask, mask


def dropout_backward(dout, cache):
    return dout * cache
