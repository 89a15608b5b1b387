"""The velocity is the larger of the old one and the gradient, in size.

property: a constant gradient adds up
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    v = np.zeros_like(w) if state is None else rho * state
    v = np.where(np.abs(v) > np.abs(dw), v, dw)
    return w - lr * v, v
