"""w and the velocity are changed in place."""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    if state is None:
        state = np.zeros_like(w)
    state *= rho
    state -= lr * dw
    w += state
    return w, state
