"""`** -3 / 2` is half of the power -3, not the power -3/2.

property: dvar is the numerical gradient at var
kind: idea
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return (dx_hat * (x - mean) * -0.5 * (var + eps) ** -3 / 2).sum(axis=0)
