"""Sums by einsum, a list returned."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    return gamma * x_hat + beta, (x, x_hat, gamma, mean, var, eps)


def batchnorm_backward_fused(dout, cache):
    x, x_hat, gamma, mean, var, eps = cache
    n = x.shape[0]

    g = np.einsum("nd,d->nd", dout, gamma / np.sqrt(var + eps))
    dgamma = np.einsum("nd,nd->d", dout, x_hat)
    along = np.einsum("nd,nd->d", g, x_hat) / n
    return [g - np.einsum("nd->d", g) / n - x_hat * along, dgamma, np.einsum("nd->d", dout)]
