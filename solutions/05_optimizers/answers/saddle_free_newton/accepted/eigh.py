"""Eigenvectors and sizes of eigenvalues."""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    values, vectors = np.linalg.eigh(hessian)
    return w - vectors @ (vectors.T @ grad / np.abs(values))
