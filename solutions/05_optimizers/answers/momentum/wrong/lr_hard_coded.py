"""The rate is 0.01 whatever the caller says.

property: from rest, one step of plain descent
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr=0.01, rho=0.9):
    lr = 0.01
    v = np.zeros_like(w) if state is None else state
    v = rho * v - lr * dw
    return w + v, v
