"""Directions of negative curvature are left out.

property: a quadratic saddle: one step to the saddle point
kind: idea
"""

import numpy as np


def newton_step(w, grad, hessian):
    values, vectors = np.linalg.eigh(hessian)
    keep = values > 0
    vectors, values = vectors[:, keep], values[keep]
    return w - vectors @ (vectors.T @ grad / values)
