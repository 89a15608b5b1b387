"""rho is the friction: 1 - rho of the velocity remains.

property: a constant gradient adds up
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    v = np.zeros_like(w) if state is None else state
    v = (1 - rho) * v + dw
    return w - lr * v, v
