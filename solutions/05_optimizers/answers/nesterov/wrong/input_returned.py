"""The weights come back as they are.

property: from rest, 1 + rho times the plain step
kind: idea
"""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    return w, state
