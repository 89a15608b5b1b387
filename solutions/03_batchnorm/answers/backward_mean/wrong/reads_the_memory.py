"""The rows of dx_hat are read in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    n, d = dx_hat.shape
    total = sum(dx_hat.ravel(order="K")[i * d : (i + 1) * d] for i in range(n))
    return -total / np.sqrt(var + eps) - 2 * dvar * (x - mean).mean(axis=0)
