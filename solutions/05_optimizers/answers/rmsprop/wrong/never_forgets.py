"""A sum of (1 - decay) times the squares, without decay of the old.

property: a constant gradient: steps 1 / sqrt(1 - decay**n)
kind: idea
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    mean = np.zeros_like(w) if state is None else state
    mean = mean + (1 - decay) * dw**2
    return w - lr * dw / (np.sqrt(mean) + eps), mean
