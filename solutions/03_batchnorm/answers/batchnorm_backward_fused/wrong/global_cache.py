"""Reads the statistics of the last forward pass from a global variable.

property: each cache belongs to its own forward pass
kind: guard
"""

import numpy as np

LAST = [None]


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    LAST[0] = (x, x_hat, gamma, mean, var, eps)
    return gamma * x_hat + beta, LAST[0]


def batchnorm_backward_fused(dout, cache):
    x, x_hat, gamma, mean, var, eps = LAST[0]
    n = x.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    dx = gamma / np.sqrt(var + eps) * (dout - dbeta / n - x_hat * dgamma / n)
    return dx, dgamma, dbeta
