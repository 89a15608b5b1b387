"""The gradients are summed, then squared.

property: gradients 3, 4, 12, 84: steps 1, 4/5, 12/13, 84/85
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = (0 if state is None else state) + dw
    return w - lr * dw / (np.sqrt(total**2) + eps), total
