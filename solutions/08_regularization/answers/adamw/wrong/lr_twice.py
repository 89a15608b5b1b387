"""lr multiplies the decay twice.

property: without gradients every weight shrinks by the factor 1 - lr * decay
kind: idea
"""

import numpy as np


def adamw(w, dw, state, lr, weight_decay, beta1, beta2, eps):
    m, v, t = (np.zeros_like(w), np.zeros_like(w), 0) if state is None else state
    t = t + 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps) - lr * lr * weight_decay * w, (m, v, t)
