"""The mean starts at the first square.

property: the first step is lr / sqrt(1 - decay) in every entry
kind: idea
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    mean = dw**2 if state is None else decay * state + (1 - decay) * dw**2
    return w - lr * dw / (np.sqrt(mean) + eps), mean
