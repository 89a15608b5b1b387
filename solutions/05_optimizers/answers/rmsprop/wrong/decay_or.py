"""A decay of 0 is taken for none.

property: decay = 0 and eps = 0 are like any other
cause: taken for none
kind: guard
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    decay = decay or 0.99
    mean = np.zeros_like(w) if state is None else state
    mean = decay * mean + (1 - decay) * dw**2
    return w - lr * dw / (np.sqrt(mean) + eps), mean
