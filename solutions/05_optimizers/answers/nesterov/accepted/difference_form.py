"""v_new + rho (v_new - v_old)."""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    old = np.zeros(w.shape) if state is None else state.copy()
    new = np.add(rho * old, -lr * dw)
    return w + new + rho * (new - old), new
