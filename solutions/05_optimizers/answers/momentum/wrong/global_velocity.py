"""One global velocity, started again when state is None.

property: two parameters in turn
kind: convention
"""

import numpy as np

velocity = None


def momentum(w, dw, state, lr, rho=0.9):
    global velocity
    if state is None:
        velocity = np.zeros_like(w)
    velocity = rho * velocity - lr * dw
    return w + velocity, "used"
