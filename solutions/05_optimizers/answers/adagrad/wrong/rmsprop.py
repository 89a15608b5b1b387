"""A running mean instead of the sum.

property: the first step is lr in every entry
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = 0.99 * (0 if state is None else state) + 0.01 * dw**2
    return w - lr * dw / (np.sqrt(total) + eps), total
