"""The velocity holds the learning rate: v = rho v - lr g."""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    v = np.zeros_like(w) if state is None else state
    v = rho * v - lr * dw
    return w + v, v
