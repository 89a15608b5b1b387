"""Multiplies x_hat in the cache, an object of its own class.

property: the backward pass leaves its cache as it was
kind: guard
"""

import numpy as np


class Cache:
    pass


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    cache = Cache()
    cache.kept = (x, x_hat, gamma, mean, var, eps)
    return gamma * x_hat + beta, cache


def batchnorm_backward_fused(dout, cache):
    x, x_hat, gamma, mean, var, eps = cache.kept
    n = x.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    dx = gamma / np.sqrt(var + eps) * (dout - dbeta / n - x_hat * dgamma / n)
    x_hat *= gamma
    return dx, dgamma, dbeta
