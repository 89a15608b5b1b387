"""Newton's step.

property: x^2 - 2 y^2: to the middle in x, away from it in y
kind: idea
"""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    return w - np.linalg.solve(hessian, grad)
