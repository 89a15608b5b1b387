"""The power -2.

property: dvar is the numerical gradient at var
kind: idea
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return -0.5 * np.sum(dx_hat * (x - mean), axis=0) * (var + eps) ** -2
