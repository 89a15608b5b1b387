"""The default of rho was edited.

property: without rho it is 0.9
kind: convention
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.99):
    v = np.zeros_like(w) if state is None else state
    v = rho * v - lr * dw
    return w + v, v
