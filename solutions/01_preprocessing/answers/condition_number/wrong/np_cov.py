"""Uses np.cov, which removes the mean.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(np.atleast_2d(np.cov(x, rowvar=False)))
    if lam[0] <= 1e-14 * lam[-1]:
        return np.inf
    return lam[-1] / lam[0]
