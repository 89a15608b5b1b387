"""Absolute entries instead of eigenvalues.

property: along turned axes
kind: idea
"""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    return w - np.linalg.solve(np.abs(hessian), grad)
