"""Negative directions are left out.

property: x^2 - 2 y^2: to the middle in x, away from it in y
kind: idea
"""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    values, vectors = np.linalg.eigh(hessian)
    inverse = np.where(values > 0, 1 / values, 0)
    return w - vectors @ (inverse * (vectors.T @ grad))
