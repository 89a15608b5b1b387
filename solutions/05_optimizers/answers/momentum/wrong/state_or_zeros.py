"""`state or zeros`: an array has no truth value.

property: after one push it coasts, rho times slower each step
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    v = state or np.zeros_like(w)
    v = rho * v - lr * dw
    return w + v, v
