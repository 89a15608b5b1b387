"""1e-5 in place of eps.

property: dx uses the eps it is given
kind: convention
"""

import numpy as np


def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    n = x.shape[0]
    return dx_hat / np.sqrt(var + 1e-5) + dvar * 2 * (x - mean) / n + dmean / n
