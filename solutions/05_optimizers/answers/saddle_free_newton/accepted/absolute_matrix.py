"""The absolute Hessian as a matrix, then solve."""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    values, vectors = np.linalg.eigh(hessian)
    absolute = vectors @ np.diag(np.abs(values)) @ vectors.T
    return w - np.linalg.solve(absolute, grad)
