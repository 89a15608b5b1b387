"""A loop over the entries."""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = np.zeros(w.shape) if state is None else state.copy()
    out = w.copy()
    for i in np.ndindex(*w.shape):
        total[i] += dw[i] ** 2
        out[i] -= lr * dw[i] / (total[i] ** 0.5 + eps)
    return out, total
