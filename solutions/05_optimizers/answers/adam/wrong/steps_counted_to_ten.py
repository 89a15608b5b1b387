"""The count of the steps ends at 10.

property: late steps are like the first
kind: guard
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = (0 * w, 0 * w, 0) if state is None else state
    t = min(t + 1, 10)
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)
