"""A learning rate.

property: a quadratic bowl: one step to the bottom
kind: idea
"""

import numpy as np


def newton_step(w, grad, hessian):
    return w - 0.9 * np.linalg.solve(hessian, grad)
