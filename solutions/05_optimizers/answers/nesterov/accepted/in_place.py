"""w and the velocity are changed in place, the old one is kept first."""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    if state is None:
        state = {"v": np.zeros_like(w)}
    v = state["v"]
    w -= rho * v
    v *= rho
    v -= lr * dw
    w += (1 + rho) * v
    return w, state
