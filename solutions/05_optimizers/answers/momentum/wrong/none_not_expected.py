"""The first call, whose state is None, is not provided for.

property: from rest, one step of plain descent
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    v = rho * state - lr * dw
    return w + v, v
