"""The mean in place of the distance in the second path.

property: dmean is the numerical gradient at mean
kind: idea
"""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    return -dx_hat.sum(axis=0) / np.sqrt(var + eps) - 2 * dvar * mean
