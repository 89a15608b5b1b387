"""PyTorch's form: v = rho v + g, and lr at the step."""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    if state is None:
        state = np.zeros_like(dw)
    state = rho * state + dw
    return w - lr * state, state
