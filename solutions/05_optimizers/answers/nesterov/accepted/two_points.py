"""The state is the unshifted point x and v; w is x + rho v."""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    x, v = (w.copy(), np.zeros_like(w)) if state is None else state
    v = rho * v - lr * dw
    x = x + v
    return x + rho * v, (x, v)
