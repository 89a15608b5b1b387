"""The sign of the gradient.

property: from rest, 1 + rho times the plain step
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    old_v = np.zeros_like(w) if state is None else state
    v = rho * old_v + lr * dw
    return w - rho * old_v + (1 + rho) * v, v
