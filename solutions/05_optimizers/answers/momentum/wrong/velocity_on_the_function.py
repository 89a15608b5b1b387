"""The velocity is an attribute of the function.

property: two parameters in turn
kind: detail
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    if state is None:
        momentum.v = np.zeros_like(w)
    momentum.v = rho * momentum.v - lr * dw
    return w + momentum.v, 1
