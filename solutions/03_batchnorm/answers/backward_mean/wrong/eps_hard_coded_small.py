"""1e-8 in place of eps.

property: dmean uses the eps it is given
kind: convention
"""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    return -dx_hat.sum(axis=0) / np.sqrt(var + 1e-8)
