"""Sums everything.

property: dmean is the numerical gradient at mean
kind: idea
"""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    return -np.sum(dx_hat / np.sqrt(var + eps))
