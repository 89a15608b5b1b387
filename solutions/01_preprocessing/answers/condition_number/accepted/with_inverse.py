"""The largest eigenvalue of the matrix times that of its inverse."""

import numpy as np


def condition_number(x):
    h = x.T @ x / len(x)
    if np.linalg.matrix_rank(h) < len(h):
        return np.inf
    return np.linalg.norm(h, 2) * np.linalg.norm(np.linalg.inv(h), 2)
