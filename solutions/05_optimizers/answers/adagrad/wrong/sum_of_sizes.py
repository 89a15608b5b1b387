"""A sum of sizes instead of squares.

property: gradients 3, 4, 12, 84: steps 1, 4/5, 12/13, 84/85
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = (0 if state is None else state) + np.abs(dw)
    return w - lr * dw / (total + eps), total
