"""The velocity is stored under a name that is never looked up.

property: after one push it coasts, rho times slower each step
kind: idea
"""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    state = {} if state is None else state
    v = state.get("v", np.zeros_like(w))
    v = rho * v - lr * dw
    state["velocity"] = v
    return w + v, state
