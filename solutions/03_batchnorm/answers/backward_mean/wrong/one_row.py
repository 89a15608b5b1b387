"""Shape (1, D).

property: dmean is the numerical gradient at mean
kind: convention
"""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    return -np.sum(dx_hat, axis=0, keepdims=True) / np.sqrt(var + eps)
