"""The mean is squared instead of a mean of squares.

property: different gradients: mean over root mean square
kind: idea
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, t = (0, 0) if state is None else state
    t += 1
    m = beta1 * m + (1 - beta1) * dw
    m_hat = m / (1 - beta1**t)
    return w - lr * m_hat / (np.sqrt(m_hat**2) + eps), (m, t)
