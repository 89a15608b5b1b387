"""The means are divided by 1 + beta**t.

property: the first step is lr in every entry
cause: 1 MINUS
kind: idea
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = (0 * w, 0 * w, 0) if state is None else state
    t = t + 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 + beta1**t)) / (np.sqrt(v / (1 + beta2**t)) + eps), (m, v, t)
