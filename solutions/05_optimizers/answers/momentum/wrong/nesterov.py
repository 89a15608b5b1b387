"""Nesterov's rule where momentum is asked.

property: from rest, one step of plain descent
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    old = np.zeros_like(w) if state is None else state
    v = rho * old - lr * dw
    return w - rho * old + (1 + rho) * v, v
