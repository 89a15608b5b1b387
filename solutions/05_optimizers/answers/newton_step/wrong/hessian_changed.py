"""The Hessian is changed in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def newton_step(w, grad, hessian):
    hessian += 1e-15 * np.eye(len(w))
    hessian *= -1
    return w + np.linalg.solve(hessian, grad)
