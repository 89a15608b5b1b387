"""The input returned.

property: keep_prob is the share of entries that stay
kind: idea
"""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    return x, x


def dropout_backward(dout, cache):
    return dout
