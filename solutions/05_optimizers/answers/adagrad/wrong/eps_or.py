"""An eps of 0 is taken for none.

property: eps = 0 is like any other
cause: taken for none
kind: guard
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    eps = eps or 1e-8
    total = np.zeros_like(w) if state is None else state
    total = total + dw**2
    return w - lr * dw / (np.sqrt(total) + eps), total
