"""One sum over all entries instead of one for each column.

property: dvar is the numerical gradient at var
kind: idea
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return -0.5 * np.sum(dx_hat * (x - mean)) * (var + eps) ** -1.5
