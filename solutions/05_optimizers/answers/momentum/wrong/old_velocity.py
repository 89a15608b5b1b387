"""w moves by the old velocity.

property: from rest, one step of plain descent
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    v = np.zeros_like(w) if state is None else state
    w = w + v
    v = rho * v - lr * dw
    return w, v
