"""w and the sum are changed in place."""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    if state is None:
        state = {"grad_squared": np.zeros_like(w)}
    state["grad_squared"] += dw**2
    w -= lr * dw / (np.sqrt(state["grad_squared"]) + eps)
    return w, state
