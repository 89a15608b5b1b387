"""Subtracts the mean inside x.

property: inputs unchanged
kind: guard
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    x -= mean
    return -0.5 * (dx_hat * x).sum(axis=0) * (var + eps) ** -1.5
