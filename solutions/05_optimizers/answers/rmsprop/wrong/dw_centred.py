"""Subtracts the mean of dw before it squares.

property: the first step is lr / sqrt(1 - decay) in every entry
cause: The mean of `dw` was subtracted before the square. Square `dw` as it is.
kind: idea
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    cache = np.zeros_like(w) if state is None else state
    cache = decay * cache + (1 - decay) * (dw - dw.mean()) ** 2
    return w - lr * dw / (np.sqrt(cache) + eps), cache
