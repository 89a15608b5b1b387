"""The root of the sum is kept as the state.

property: gradients 3, 4, 12, 84: steps 1, 4/5, 12/13, 84/85
cause: The state holds the root
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = np.zeros_like(w) if state is None else state
    total = np.sqrt(total + dw**2)
    return w - lr * dw / (total + eps), total
