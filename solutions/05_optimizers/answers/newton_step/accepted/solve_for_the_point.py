"""Solves for the new point itself."""

import numpy as np


def newton_step(w, grad, hessian):
    return np.linalg.solve(hessian, hessian @ w - grad)
