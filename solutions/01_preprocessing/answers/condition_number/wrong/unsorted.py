"""Takes the first and last of unsorted eigenvalues.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvals(x.T @ x / len(x))
    if lam[-1] <= 1e-14 * lam[0]:
        return np.inf
    return lam[-1] / lam[0]
