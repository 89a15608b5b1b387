"""The root of the squared Hessian."""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    squares, vectors = np.linalg.eigh(hessian @ hessian)
    return w - (vectors / np.sqrt(squares)) @ (vectors.T @ grad)
