"""A column taken from a row.

property: a quadratic bowl: one step to the bottom
kind: idea
"""

import numpy as np


def newton_step(w, grad, hessian):
    return w - np.linalg.solve(hessian, grad[:, None])
