"""A list of rows."""

import numpy as np


def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    n = len(x)
    s = np.sqrt(var + eps)
    return np.stack([g / s + (2 * dvar * (row - mean) + dmean) / n for g, row in zip(dx_hat, x)])
