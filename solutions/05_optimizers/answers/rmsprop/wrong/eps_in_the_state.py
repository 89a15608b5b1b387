"""eps joins the mean at every step.

property: eps is the one that the caller gives
kind: convention
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    mean = np.zeros_like(w) if state is None else state
    mean = decay * mean + (1 - decay) * dw**2 + eps
    return w - lr * dw / np.sqrt(mean), mean
