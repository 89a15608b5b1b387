"""N is x.size, all entries, instead of the number of rows.

property: dx is the numerical gradient at x
kind: idea
"""

import numpy as np


def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    n = x.size
    return dx_hat / np.sqrt(var + eps) + dvar * 2 * (x - mean) / n + dmean / n
