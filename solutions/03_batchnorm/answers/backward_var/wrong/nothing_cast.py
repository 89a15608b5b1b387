"""The product is asked for in float64, and no cast is allowed.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    products = np.multiply(dx_hat, x - mean, dtype=np.float64, casting="no")
    return -0.5 * products.sum(axis=0) * (var + eps) ** -1.5
