"""Loses the axis of a batch with one column.

property: dvar uses the eps it is given
kind: detail
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return np.sum(dx_hat * (x - mean) * -0.5 * (var + eps) ** -1.5, axis=0, keepdims=True).squeeze()
