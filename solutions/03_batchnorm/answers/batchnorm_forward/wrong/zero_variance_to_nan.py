"""A column without variance is divided by zero: eps only where var > 0.

property: a column of equal numbers gives beta
kind: convention
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(np.where(var > 1e-12, var + eps, 0.0))
    out = gamma * x_hat + beta
    return out, (x, x_hat, mean, var, gamma, eps)
