"""dw is scaled in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    v = np.zeros_like(w) if state is None else state
    dw *= -lr
    v = rho * v + dw
    return w + dw + rho * v, v
