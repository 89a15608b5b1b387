"""The power -3/2.

property: dmean is the numerical gradient at mean
kind: idea
"""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    return -dx_hat.sum(axis=0) * (var + eps) ** -1.5
