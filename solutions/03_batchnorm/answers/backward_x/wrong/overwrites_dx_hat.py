"""Divides dx_hat in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    n = len(x)
    dx_hat /= np.sqrt(var + eps)
    return dx_hat + dvar * 2 * (x - mean) / n + dmean / n
