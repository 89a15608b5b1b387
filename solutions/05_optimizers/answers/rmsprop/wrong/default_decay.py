"""The default of decay was edited.

property: without decay and eps they are 0.99 and 1e-8
kind: convention
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.9, eps=1e-8):
    mean = np.zeros_like(w) if state is None else state
    mean = decay * mean + (1 - decay) * dw**2
    return w - lr * dw / (np.sqrt(mean) + eps), mean
