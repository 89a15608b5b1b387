"""Eigenvalues of the symmetric matrix, rounding treated as zero."""

import numpy as np


def condition_number(x):
    eigenvalues = np.linalg.eigvalsh(x.T @ x / x.shape[0])
    if eigenvalues[0] <= 1e-14 * eigenvalues[-1]:
        return np.inf
    return eigenvalues[-1] / eigenvalues[0]
