"""Only an eigenvalue of exactly 0 is singular: rounding gives negative ratios.

property: columns that depend on each other give inf
kind: detail
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    return np.inf if lam[0] == 0 else lam[-1] / lam[0]
