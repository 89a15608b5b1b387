"""A column without variance is passed on unchanged.

property: a column of equal numbers gives beta
kind: detail
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    out = np.where(var > 1e-12, gamma * x_hat + beta, x)
    return out, (x, x_hat, mean, var, gamma, eps)
