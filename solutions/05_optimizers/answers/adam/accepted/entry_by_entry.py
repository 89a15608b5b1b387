"""A loop over the entries."""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    if state is None:
        state = (0, np.zeros(w.shape), np.zeros(w.shape))
    t, m, v = state[0] + 1, state[1].copy(), state[2].copy()
    out = np.empty(w.shape)
    for i in np.ndindex(*w.shape):
        m[i] = beta1 * m[i] + (1 - beta1) * dw[i]
        v[i] = beta2 * v[i] + (1 - beta2) * dw[i] ** 2
        root = (v[i] / (1 - beta2**t)) ** 0.5
        out[i] = w[i] - lr * m[i] / (1 - beta1**t) / (root + eps)
    return out, (t, m, v)
