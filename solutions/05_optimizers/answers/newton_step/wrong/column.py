"""The step comes back as a column.

property: a quadratic bowl: one step to the bottom
kind: convention
"""

import numpy as np


def newton_step(w, grad, hessian):
    return w[:, None] - np.linalg.solve(hessian, grad[:, None])
