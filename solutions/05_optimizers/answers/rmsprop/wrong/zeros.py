"""Zeros.

property: the first step is lr / sqrt(1 - decay) in every entry
kind: idea
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    return np.zeros_like(w), state
