"""1 + rho times plain descent.

property: after one push: 1.5, 0.25, 0.125, 0.0625
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    return w - (1 + rho) * lr * dw, state
