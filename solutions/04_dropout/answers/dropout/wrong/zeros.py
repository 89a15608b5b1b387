"""Zeros.

property: keep_prob is the share of entries that stay
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    return np.zeros_like(x), None


def dropout_backward(dout, cache):
    return np.zeros_like(dout)
