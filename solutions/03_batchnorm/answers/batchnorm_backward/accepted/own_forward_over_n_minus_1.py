"""Right for its own forward pass, whose variance divides by N - 1."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0, ddof=1)
    x_hat = (x - mean) / np.sqrt(var + eps)
    return gamma * x_hat + beta, (x, x_hat, gamma, mean, var, eps)


def batchnorm_backward(dout, cache):
    x, x_hat, gamma, mean, var, eps = cache
    n = x.shape[0]

    std = np.sqrt(var + eps)
    g = dout * gamma
    dx = (g - g.mean(axis=0)) / std - x_hat * (g * x_hat).sum(axis=0) / ((n - 1) * std)
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
