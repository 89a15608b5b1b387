"""The mean of the squares so far.

property: gradients 3, 4, 12, 84: steps 1, 4/5, 12/13, 84/85
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total, n = (0, 0) if state is None else state
    total, n = total + dw**2, n + 1
    return w - lr * dw / (np.sqrt(total / n) + eps), (total, n)
