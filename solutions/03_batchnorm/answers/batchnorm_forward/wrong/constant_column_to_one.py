"""A column without variance becomes 1.

property: a column of equal numbers gives beta
kind: detail
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = np.where(var > 1e-12, (x - mean) / np.sqrt(var + eps), 1.0)
    out = gamma * x_hat + beta
    return out, (x, x_hat, mean, var, gamma, eps)
