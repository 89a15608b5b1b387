"""The default of beta2 was edited.

property: without betas and eps they are 0.9, 0.999 and 1e-8
kind: convention
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.99, eps=1e-8):
    m, v, t = (0, 0, 0) if state is None else state
    t += 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)
