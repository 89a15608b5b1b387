"""Calls a smallest eigenvalue below 1e-6 zero, whatever the unit of x.

property: large is not infinite
kind: detail
"""

import numpy as np


def condition_number(x):
    v = np.linalg.eigvalsh(x.T @ x / len(x))
    return v[-1] / v[0] if v[0] > 1e-6 else np.inf
