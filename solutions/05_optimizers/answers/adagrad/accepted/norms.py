"""The state is the norm of each entry's gradients, by hypot."""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    norm = np.abs(dw) if state is None else np.hypot(state, dw)
    return w - lr * (dw / (norm + eps)), norm
