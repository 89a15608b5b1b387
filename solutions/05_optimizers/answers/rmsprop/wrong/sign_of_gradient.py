"""lr / sqrt(1 - decay**n) along the sign, right for equal gradients only.

property: old gradients are forgotten
kind: idea
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    n = 1 if state is None else state + 1
    return w - lr * dw / (np.sqrt(1 - decay**n) * np.abs(dw) + eps), n
