"""Everything in terms of the old velocity."""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    v = np.zeros_like(w) if state is None else state
    return w + rho**2 * v - (1 + rho) * lr * dw, rho * v - lr * dw
