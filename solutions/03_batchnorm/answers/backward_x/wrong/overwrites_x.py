"""Subtracts the mean inside x.

property: inputs unchanged
kind: guard
"""

import numpy as np


def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    n = len(x)
    x -= mean
    return dx_hat / np.sqrt(var + eps) + dvar * 2 * x / n + dmean / n
