"""Cholesky needs positive eigenvalues.

property: a quadratic saddle: one step to the saddle point
kind: idea
"""

import numpy as np


def newton_step(w, grad, hessian):
    lower = np.linalg.cholesky(hessian)
    return w - np.linalg.solve(lower.T, np.linalg.solve(lower, grad))
