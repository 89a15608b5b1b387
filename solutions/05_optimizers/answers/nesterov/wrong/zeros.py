"""Zeros.

property: from rest, 1 + rho times the plain step
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    return np.zeros_like(w), state
