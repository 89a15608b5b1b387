"""N = 5 is written into the code.

property: dx uses the eps it is given
kind: detail
"""

import numpy as np


def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    n = 5
    return dx_hat / np.sqrt(var + eps) + dvar * 2 * (x - mean) / n + dmean / n
