"""The efficient form with eps inside the root."""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = (np.zeros(w.shape), np.zeros(w.shape), 1) if state is None else state
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    rate = lr * (1 - beta2**t) ** 0.5 / (1 - beta1**t)
    return w - rate * m / np.sqrt(v + eps), (m, v, t + 1)
