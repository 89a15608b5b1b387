"""The sum starts at 0.1, as that of Keras does.

property: the first step is lr in every entry
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = np.full_like(w, 0.1) if state is None else state
    total = total + dw**2
    return w - lr * dw / (np.sqrt(total) + eps), total
