"""np.linalg.cond of the matrix: a singular one gives inf or a rounding error of 1e16."""

import numpy as np


def condition_number(x):
    return np.linalg.cond(x.T @ x / len(x))
