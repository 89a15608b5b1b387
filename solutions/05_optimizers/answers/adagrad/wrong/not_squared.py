"""The gradients are added up, not their squares.

property: the first step is lr in every entry
cause: Is the sum below 0
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = np.zeros_like(w) if state is None else state
    total = total + dw
    return w - lr * dw / (np.sqrt(total) + eps), total
