"""The gradient is changed in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def newton_step(w, grad, hessian):
    grad *= -1
    return w + np.linalg.solve(hessian, grad)
