"""lr g downhill plus rho times the new velocity."""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    v = 0.0 if state is None else state
    v = rho * v - lr * dw
    return w + rho * v - lr * dw, v
