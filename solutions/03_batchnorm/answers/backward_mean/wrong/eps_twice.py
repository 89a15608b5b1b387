"""eps is added twice.

property: dmean uses the eps it is given
kind: convention
"""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    return -dx_hat.sum(axis=0) / np.sqrt(var + 2 * eps)
