"""The old velocity is taken away without rho.

property: after one push: 1.5, 0.25, 0.125, 0.0625
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    old_v = np.zeros_like(w) if state is None else state
    v = rho * old_v - lr * dw
    return w - old_v + (1 + rho) * v, v
