"""The state is the root of the mean."""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    old = np.zeros_like(w) if state is None else state
    rms = np.hypot(np.sqrt(decay) * old, np.sqrt(1 - decay) * dw)
    return w - lr * dw / (rms + eps), rms
