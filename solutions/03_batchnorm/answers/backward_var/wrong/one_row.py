"""Shape (1, D).

property: dvar is the numerical gradient at var
kind: convention
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return np.sum(dx_hat * (x - mean), axis=0, keepdims=True) * -0.5 * (var + eps) ** -1.5
