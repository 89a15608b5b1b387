"""Only the path through the variance.

property: dmean is the numerical gradient at mean
kind: idea
"""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    return dvar * np.mean(-2 * (x - mean), axis=0)
