"""2 in place of 1/2, and the sign.

property: dvar is the numerical gradient at var
kind: idea
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return 2 * np.sum(dx_hat * (x - mean), axis=0) * (var + eps) ** -1.5
