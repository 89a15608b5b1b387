"""Plain descent when the Hessian is not positive.

property: a quadratic saddle: one step to the saddle point
kind: idea
"""

import numpy as np


def newton_step(w, grad, hessian):
    if np.linalg.eigvalsh(hessian).min() <= 0:
        return w - 0.1 * grad
    return w - np.linalg.solve(hessian, grad)
