"""The shift of the old velocity is never taken away.

property: after one push: 1.5, 0.25, 0.125, 0.0625
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    v = np.zeros_like(w) if state is None else state
    v = rho * v - lr * dw
    return w + (1 + rho) * v, v
