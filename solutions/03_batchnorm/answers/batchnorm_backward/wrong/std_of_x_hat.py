"""Divides by the std of x_hat, which is 1, not by that of x.

property: dx is the numerical gradient
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - x.mean(axis=0)) / std
    return gamma * x_hat + beta, (x_hat, gamma)


def batchnorm_backward(dout, cache):
    x_hat, gamma = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0) - x_hat * (g * x_hat).mean(axis=0)) / x_hat.std(axis=0)
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
