"""The means are divided by 1 - beta, without the power t.

property: a constant gradient: every step is lr
cause: no power of beta
kind: idea
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = (0 * w, 0 * w) if state is None else state
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + eps), (m, v)
