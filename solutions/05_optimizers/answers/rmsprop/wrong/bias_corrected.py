"""The mean is corrected for its start.

property: the first step is lr / sqrt(1 - decay) in every entry
kind: idea
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    mean, t = (0, 0) if state is None else state
    mean, t = decay * mean + (1 - decay) * dw**2, t + 1
    return w - lr * dw / (np.sqrt(mean / (1 - decay**t)) + eps), (mean, t)
