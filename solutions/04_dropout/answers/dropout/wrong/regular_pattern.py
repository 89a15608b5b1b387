"""A regular pattern instead of coins.

property: every entry has a coin of its own
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    index = np.arange(x.size).reshape(x.shape) + rng.integers(100)
    keep = (index * 0.6180339887) % 1 < keep_prob
    mask = keep / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout * cache
