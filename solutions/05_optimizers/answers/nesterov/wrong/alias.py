"""old_v is another name of v, which is updated in place.

property: from rest, 1 + rho times the plain step
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    v = np.zeros_like(w) if state is None else state
    old_v = v
    v *= rho
    v -= lr * dw
    return w - rho * old_v + (1 + rho) * v, v
