"""The sum is returned first.

property: the first step is lr in every entry
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = np.zeros_like(w) if state is None else state
    total = total + dw**2
    return total, w - lr * dw / (np.sqrt(total) + eps)
