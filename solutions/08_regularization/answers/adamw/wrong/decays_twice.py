"""The decay is taken twice.

property: without gradients every weight shrinks by the factor 1 - lr * decay
cause: applied twice
kind: detail
"""

import numpy as np


def adamw(w, dw, state, lr, weight_decay=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = (0 * w, 0 * w, 0) if state is None else state
    t = t + 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return w - lr * (step + weight_decay * w) - lr * weight_decay * w, (m, v, t)
