"""The general eigenvalue routine and a solve with its vectors."""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    values, vectors = np.linalg.eig((hessian + hessian.T) / 2)
    return w - (vectors * (1 / np.abs(values))) @ np.linalg.solve(vectors, grad)
