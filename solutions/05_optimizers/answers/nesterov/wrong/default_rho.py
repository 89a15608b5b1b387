"""The default of rho was edited.

property: without rho it is 0.9
kind: convention
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.95):
    old_v = np.zeros_like(w) if state is None else state
    v = rho * old_v - lr * dw
    return w - rho * old_v + (1 + rho) * v, v
