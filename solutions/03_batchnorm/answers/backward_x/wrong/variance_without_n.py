"""1/N is missing in the path through the variance.

property: dx is the numerical gradient at x
kind: idea
"""

import numpy as np


def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    n = x.shape[0]
    return dx_hat / np.sqrt(var + eps) + dvar * 2 * (x - mean) + dmean / n
