"""The solution without w and without the sign.

property: a quadratic bowl: one step to the bottom
kind: idea
"""

import numpy as np


def newton_step(w, grad, hessian):
    return np.linalg.solve(hessian, grad)
