"""x_hat and the power -3/2: one root too many.

property: dvar is the numerical gradient at var
kind: idea
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    x_hat = (x - mean) / np.sqrt(var + eps)
    return -0.5 * (dx_hat * x_hat).sum(axis=0) * (var + eps) ** -1.5
