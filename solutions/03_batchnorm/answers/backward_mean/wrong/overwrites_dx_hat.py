"""Divides dx_hat in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    dx_hat /= np.sqrt(var + eps)
    return -dx_hat.sum(axis=0)
