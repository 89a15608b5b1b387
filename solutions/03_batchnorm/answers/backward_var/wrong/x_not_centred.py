"""x in place of the distance to the mean.

property: dvar is the numerical gradient at var
kind: idea
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return np.sum(dx_hat * x, axis=0) * -0.5 * (var + eps) ** -1.5
