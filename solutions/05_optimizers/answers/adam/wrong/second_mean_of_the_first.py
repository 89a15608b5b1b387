"""The second mean is of the squared first mean.

property: the first step is lr in every entry
cause: The second mean is of the squares of `dw`, not of the squared first mean.
kind: idea
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = (np.zeros_like(w), np.zeros_like(w), 0) if state is None else state
    t = t + 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * m**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), (m, v, t)
