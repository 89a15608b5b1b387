"""Returns ones.

property: dmean is the numerical gradient at mean
kind: idea
"""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    return np.ones_like(mean)
