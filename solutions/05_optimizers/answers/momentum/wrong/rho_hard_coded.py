"""rho is 0.9 whatever the caller says.

property: after one push it coasts, rho times slower each step
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    v = np.zeros_like(w) if state is None else state
    v = 0.9 * v - lr * dw
    return w + v, v
