"""No momentum at all.

property: after one push it coasts, rho times slower each step
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    return w - lr * dw, state
