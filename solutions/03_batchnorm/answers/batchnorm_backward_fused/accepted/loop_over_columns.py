"""One column at a time."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    return gamma * x_hat + beta, (x, x_hat, gamma, mean, var, eps)


def batchnorm_backward_fused(dout, cache):
    x, x_hat, gamma, mean, var, eps = cache
    n = x.shape[0]

    dx = np.zeros_like(x)
    dgamma = np.zeros(x.shape[1])
    dbeta = np.zeros(x.shape[1])
    for j in range(x.shape[1]):
        inv = 1 / np.sqrt(var[j] + eps)
        dbeta[j] = sum(dout[:, j])
        dgamma[j] = sum(dout[:, j] * x_hat[:, j])
        for i in range(n):
            dx[i, j] = gamma[j] * inv * (dout[i, j] - dbeta[j] / n - x_hat[i, j] * dgamma[j] / n)
    return dx, dgamma, dbeta
