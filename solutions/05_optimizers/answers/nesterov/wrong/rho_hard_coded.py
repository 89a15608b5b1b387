"""rho is 0.9 whatever the caller says.

property: from rest, 1 + rho times the plain step
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    old_v = np.zeros_like(w) if state is None else state
    v = 0.9 * old_v - lr * dw
    return w - 0.9 * old_v + 1.9 * v, v
