"""The mean of squares starts with the first square, not with 0.

property: the first step is lr in every entry
cause: starts with the first square
kind: idea
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    if state is None:
        state = np.zeros_like(w), dw**2, 0
    m, v, t = state
    t += 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)
