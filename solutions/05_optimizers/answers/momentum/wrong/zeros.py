"""Zeros.

property: from rest, one step of plain descent
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    return np.zeros_like(w), 0
