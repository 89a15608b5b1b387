"""Two mistakes. dout comes back as dx, and gamma as dgamma and dbeta.

property: dbeta is the numerical gradient
kind: two
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    return gamma * x_hat + beta, (x, x_hat, gamma, mean, var, eps)


def batchnorm_backward_fused(dout, cache):
    x, x_hat, gamma, mean, var, eps = cache
    return dout, gamma, gamma
