"""Absolute eigenvalues: saddle-free Newton.

property: a quadratic saddle: one step to the saddle point
kind: idea
"""

import numpy as np


def newton_step(w, grad, hessian):
    values, vectors = np.linalg.eigh(hessian)
    return w - vectors @ (vectors.T @ grad / np.abs(values))
