"""Rows instead of columns of the eigenvectors.

property: along turned axes
kind: idea
"""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    values, vectors = np.linalg.eigh(hessian)
    return w - vectors.T @ (vectors @ grad / np.abs(values))
