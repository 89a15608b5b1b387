"""The mean starts at 1.

property: the first step is lr / sqrt(1 - decay) in every entry
kind: idea
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    mean = np.ones_like(w) if state is None else state
    mean = decay * mean + (1 - decay) * dw**2
    return w - lr * dw / (np.sqrt(mean) + eps), mean
