"""The squared gradient stands above the root as well.

property: the first step is lr in every entry
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    s = np.zeros_like(w) if state is None else state
    s = s + dw**2
    return w - lr * dw**2 / (np.sqrt(s) + eps), s
