"""A running mean of the gradients, with the rate divided by 1 - rho."""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    m = 0 * w if state is None else state[0]
    m = rho * m + (1 - rho) * dw
    return w - lr / (1 - rho) * m, [m]
