"""dgamma from x less its mean, not divided by the std.

property: dgamma and dbeta are the numerical gradients
cause: x less its mean
kind: idea
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    c = x - x.mean(axis=1, keepdims=True)
    std = np.sqrt((c**2).mean(axis=1, keepdims=True) + eps)
    return gamma * c / std + beta, (c, std, gamma)


def layernorm_backward(dout, cache):
    c, std, gamma = cache
    x_hat = c / std
    d = dout * gamma
    dx = (d - d.mean(1, keepdims=True) - x_hat * (d * x_hat).mean(1, keepdims=True)) / std
    return dx, (dout * c).sum(axis=0), dout.sum(axis=0)
