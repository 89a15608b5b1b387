"""Decaying sums divided by the sum of their weights."""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    a, na, b, nb = (0.0, 0.0, 0.0, 0.0) if state is None else state
    a, na = beta1 * a + dw, beta1 * na + 1
    b, nb = beta2 * b + dw * dw, beta2 * nb + 1
    return w - lr * (a / na) / (np.sqrt(b / nb) + eps), (a, na, b, nb)
