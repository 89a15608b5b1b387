"""1e-5 in place of eps.

property: dvar uses the eps it is given
kind: convention
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return -0.5 * np.sum(dx_hat * (x - mean), axis=0) * (var + 1e-5) ** -1.5
