"""Takes the parts out of the cache, which is empty at a second call.

property: the backward pass leaves its cache as it was
kind: guard
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - x.mean(axis=0)) / std
    return gamma * x_hat + beta, [x_hat, std, gamma]


def batchnorm_backward(dout, cache):
    gamma = cache.pop()
    std = cache.pop()
    x_hat = cache.pop()
    g = dout * gamma
    dx = (g - g.mean(axis=0) - x_hat * (g * x_hat).mean(axis=0)) / std
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
