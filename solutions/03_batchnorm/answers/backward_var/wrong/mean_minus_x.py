"""Mean minus x: the sign.

property: dvar is the numerical gradient at var
kind: idea
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return -0.5 * np.sum(dx_hat * (mean - x), axis=0) * (var + eps) ** -1.5
