"""The whole old velocity is taken away, not rho times it.

property: after one push: 1.5, 0.25, 0.125, 0.0625
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    old = np.zeros_like(w) if state is None else state
    v = rho * old - lr * dw
    return w - old + (1 + rho) * v, v
