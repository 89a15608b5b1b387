"""Stops at the gradient of the standard deviation.

property: dvar is the numerical gradient at var
kind: idea
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return -np.sum(dx_hat * (x - mean), axis=0) / (var + eps)
