"""The sum of squares as state, eps outside the root."""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = np.zeros_like(w) if state is None else state
    total = total + dw**2
    return w - lr * dw / (np.sqrt(total) + eps), total
