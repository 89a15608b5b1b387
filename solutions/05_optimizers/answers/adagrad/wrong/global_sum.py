"""One global sum, started again when state is None.

property: two parameters in turn
kind: convention
"""

import numpy as np

total = None


def adagrad(w, dw, state, lr, eps=1e-8):
    global total
    if state is None:
        total = np.zeros_like(w)
    total = total + dw**2
    return w - lr * dw / (np.sqrt(total) + eps), 1
