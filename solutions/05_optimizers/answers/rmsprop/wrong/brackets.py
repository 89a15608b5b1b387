"""The brackets around 1 - decay are missing.

property: the first step is lr / sqrt(1 - decay) in every entry
kind: idea
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    s = np.zeros_like(w) if state is None else state
    s = decay * s + 1 - decay * dw**2
    return w - lr * dw / (np.sqrt(s) + eps), s
