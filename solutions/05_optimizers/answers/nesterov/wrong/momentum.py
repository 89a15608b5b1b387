"""Plain momentum.

property: from rest, 1 + rho times the plain step
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    v = np.zeros_like(w) if state is None else state
    v = rho * v - lr * dw
    return w + v, v
