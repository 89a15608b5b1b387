"""The first velocity is dw itself, changed in place later.

property: inputs unchanged
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    if state is None:
        v = dw
    else:
        v = state
        v *= rho
        v += dw
    return w - lr * v, v
