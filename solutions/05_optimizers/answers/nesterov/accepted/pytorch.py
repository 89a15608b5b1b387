"""PyTorch's form: a sum of gradients, and g + rho buf."""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    buf = dw.copy() if state is None else rho * state + dw
    return w - lr * (dw + rho * buf), buf
