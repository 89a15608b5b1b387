"""Ones.

property: keep_prob is the share of entries that stay
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    return np.ones_like(x), None


def dropout_backward(dout, cache):
    return np.ones_like(dout)
