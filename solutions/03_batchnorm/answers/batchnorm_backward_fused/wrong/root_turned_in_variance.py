"""The path through the variance is multiplied by the root.

property: dx is the numerical gradient
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - x.mean(axis=0)) / std
    return gamma * x_hat + beta, (x_hat, std, gamma)


def batchnorm_backward_fused(dout, cache):
    x_hat, std, gamma = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0)) / std - x_hat * (g * x_hat).mean(axis=0) * std
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
