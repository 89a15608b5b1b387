"""The velocity is forgotten when the gradient turns against it.

property: equal to Nesterov's own form, seen from the shifted point
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    v = np.zeros_like(w) if state is None else state
    v = np.where(v * dw < 0, 0, v)
    v = rho * v + dw
    return w - lr * (dw + rho * v), v
