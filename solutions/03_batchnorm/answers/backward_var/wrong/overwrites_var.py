"""Adds eps to the caller's var.

property: inputs unchanged
kind: guard
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    var += eps
    return -0.5 * np.sum(dx_hat * (x - mean), axis=0) * var**-1.5
