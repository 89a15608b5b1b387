"""The velocities live in a default argument, by shape.

property: after one push it coasts, rho times slower each step
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9, memory={}):
    v = memory.get(w.shape, np.zeros_like(w))
    v = rho * v - lr * dw
    memory[w.shape] = v
    return w + v, state
