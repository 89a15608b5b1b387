"""The brackets around 1 + rho are missing.

property: from rest, 1 + rho times the plain step
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    old = np.zeros_like(w) if state is None else state
    v = rho * old - lr * dw
    return w - rho * old + 1 + rho * v, v
