"""The sign.

property: x^2 - 2 y^2: to the middle in x, away from it in y
kind: idea
"""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    values, vectors = np.linalg.eigh(hessian)
    return w + vectors @ (vectors.T @ grad / np.abs(values))
