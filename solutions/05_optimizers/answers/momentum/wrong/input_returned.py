"""The weights come back as they are.

property: from rest, one step of plain descent
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    return w, state
