"""The mean is stretched over the rows by steps of eight bytes a number.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    rows = np.lib.stride_tricks.as_strided(mean, x.shape, (0, 8))
    return dx_hat / np.sqrt(var + eps) + (dvar * 2 * (x - rows) + dmean) / len(x)
