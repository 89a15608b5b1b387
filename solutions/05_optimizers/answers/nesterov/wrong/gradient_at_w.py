"""The unshifted point is returned, as if dw came from w + rho v.

property: from rest, 1 + rho times the plain step
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    x, v = (w.copy(), np.zeros_like(w)) if state is None else state
    v = rho * v - lr * dw
    x = x + v
    return x, (x, v)
