"""The rate is corrected as in the paper's short form, but without the root.

property: the first step is lr in every entry
kind: idea
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = (0 * w, 0 * w, 0) if state is None else state
    t = t + 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    rate = lr * (1 - beta2**t) / (1 - beta1**t)
    return w - rate * m / (np.sqrt(v) + eps), (m, v, t)
