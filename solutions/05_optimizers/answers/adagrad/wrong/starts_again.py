"""The sum starts again after every ten steps.

property: late steps are like the first
kind: guard
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total, n = (np.zeros_like(w), 0) if state is None else state
    total = (total if n % 10 else 0) + dw**2
    return w - lr * dw / (np.sqrt(total) + eps), (total, n + 1)
