"""inv(hessian) * grad is a matrix.

property: a quadratic bowl: one step to the bottom
kind: idea
"""

import numpy as np


def newton_step(w, grad, hessian):
    return w - np.linalg.inv(hessian) * grad
