"""Entry by entry."""

import numpy as np


def adamw(w, dw, state, lr, weight_decay, beta1, beta2, eps):
    if state is None:
        state = (0, np.zeros(w.shape), np.zeros(w.shape))
    t, m, v = state[0] + 1, state[1].copy(), state[2].copy()
    out = np.empty(w.shape)
    for i in np.ndindex(*w.shape):
        m[i] += (1 - beta1) * (dw[i] - m[i])
        v[i] += (1 - beta2) * (dw[i] ** 2 - v[i])
        out[i] = w[i] - lr * weight_decay * w[i]
        out[i] -= lr * m[i] / (1 - beta1**t) / ((v[i] / (1 - beta2**t)) ** 0.5 + eps)
    return out, (t, m, v)
