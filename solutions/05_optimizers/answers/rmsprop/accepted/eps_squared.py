"""eps is squared beside the mean of squares, under the root."""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    mean = np.zeros_like(w) if state is None else state
    mean = decay * mean + (1 - decay) * dw**2
    return w - lr * dw / np.sqrt(mean + eps**2), mean
