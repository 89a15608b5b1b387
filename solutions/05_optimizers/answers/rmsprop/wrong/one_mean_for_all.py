"""One mean for the whole array.

property: the first step is lr / sqrt(1 - decay) in every entry
kind: idea
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    mean = 0 if state is None else state
    mean = decay * mean + (1 - decay) * np.sum(dw**2)
    return w - lr * dw / (np.sqrt(mean) + eps), mean
