"""Ones.

property: forward: two units by hand
kind: idea
"""

import numpy as np


def swiglu_forward(x, w, v):
    return np.ones((len(x), w.shape[1])), (x, w, v)


def swiglu_backward(dout, cache):
    return tuple(np.ones_like(a) for a in cache)
