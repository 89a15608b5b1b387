"""Averages over the batch.

property: dvar is the numerical gradient at var
kind: idea
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return np.mean(dx_hat * (x - mean), axis=0) * -0.5 * (var + eps) ** -1.5
