"""The state is a function that remembers the velocity."""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    v = dw.copy() if state is None else rho * state() + dw
    return w - lr * v, lambda: v
