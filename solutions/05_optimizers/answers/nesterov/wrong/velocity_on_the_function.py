"""The velocity is an attribute of the function.

property: two parameters in turn
kind: detail
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    if state is None:
        nesterov.v = np.zeros_like(w)
    old = nesterov.v
    nesterov.v = rho * old - lr * dw
    return w - rho * old + (1 + rho) * nesterov.v, True
