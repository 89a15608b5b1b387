"""t is global and starts again when state is None.

property: two parameters in turn
kind: convention
"""

import numpy as np

t = 0


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    global t
    if state is None:
        t = 0
    t += 1
    m, v = (0, 0) if state is None else state
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v)
