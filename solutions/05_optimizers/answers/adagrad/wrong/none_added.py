"""The square is added to a state that is None at the first call.

property: the first step is lr in every entry
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    state += dw**2
    w -= lr * dw / (np.sqrt(state) + eps)
    return w, state
