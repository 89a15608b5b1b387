"""The standard deviation is won back as (x - mean) / x_hat.

property: a column of equal numbers keeps dx finite
kind: detail
cause: divide by nothing but
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - mean) / std
    return gamma * x_hat + beta, (x, x_hat, mean, std, gamma)


def batchnorm_backward(dout, cache):
    x, x_hat, mean, _, gamma = cache
    std = (x - mean) / x_hat
    g = dout * gamma
    dx = (g - g.mean(axis=0) - x_hat * (g * x_hat).mean(axis=0)) / std
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
