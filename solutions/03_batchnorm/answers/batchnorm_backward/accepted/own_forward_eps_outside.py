"""Right for its own forward pass, whose eps is outside the root."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / (np.sqrt(var) + eps)
    return gamma * x_hat + beta, (x, x_hat, gamma, mean, var, eps)


def batchnorm_backward(dout, cache):
    x, x_hat, gamma, mean, var, eps = cache
    n = x.shape[0]

    sigma = np.sqrt(var)
    safe = np.where(sigma == 0, 1.0, sigma)
    s = sigma + eps
    g = dout * gamma
    dx = (g - g.mean(axis=0)) / s - (x - mean) / safe * (g * (x - mean)).sum(axis=0) / (n * s**2)
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
