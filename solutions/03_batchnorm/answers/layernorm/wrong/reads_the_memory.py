"""The rows are read in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    x = x.ravel(order="K").reshape(x.shape)
    std = np.sqrt(x.var(axis=1, keepdims=True) + eps)
    x_hat = (x - x.mean(axis=1, keepdims=True)) / std
    return gamma * x_hat + beta, (x_hat, std, gamma)


def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    g = dout * gamma
    dx = (g - g.mean(axis=1, keepdims=True) - x_hat * (g * x_hat).mean(axis=1, keepdims=True)) / std
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
