"""eps is added twice.

property: dvar uses the eps it is given
kind: convention
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return -0.5 * np.sum(dx_hat * (x - mean), axis=0) * (var + 2 * eps) ** -1.5
