"""The mean over rows covers the division by N twice: -2 x - mean.

property: dmean is the numerical gradient at mean
kind: idea
"""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    return -dx_hat.sum(axis=0) / np.sqrt(var + eps) + dvar * np.mean(-2 * x - mean, axis=0)
