"""A decaying sum as state; the factor 1 - decay comes at the step."""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    total = (0 if state is None else decay * state) + dw**2
    root = np.sqrt(1 - decay) * np.sqrt(total)
    return w - lr * dw / (root + eps), total
