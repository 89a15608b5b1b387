"""Means as increments, the decay as a factor."""

import numpy as np


def adamw(w, dw, state, lr, weight_decay, beta1, beta2, eps):
    m, v, t = state or (0.0, 0.0, 0)
    t, m, v = t + 1, m + (1 - beta1) * (dw - m), v + (1 - beta2) * (dw**2 - v)
    return (1 - lr * weight_decay) * w - lr * np.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (
        np.sqrt(v) + eps
    ), [m, v, t]
