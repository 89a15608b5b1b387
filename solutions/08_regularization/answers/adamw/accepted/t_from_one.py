"""t starts at 1 and is counted after use."""

import numpy as np


def adamw(w, dw, state, lr, weight_decay, beta1, beta2, eps):
    m, v, t = (0.0, 0.0, 1) if state is None else state
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    new = w - lr * weight_decay * w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return new, (m, v, t + 1)
