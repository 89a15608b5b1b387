"""Uses x @ x.T, which is N x N.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x @ x.T / len(x))
    if lam[0] <= 1e-13 * lam[-1]:
        return np.inf
    return lam[-1] / lam[0]
