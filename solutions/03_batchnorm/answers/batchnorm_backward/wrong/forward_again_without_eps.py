"""Computes the forward pass again, without the eps it was given.

property: eps of the forward pass counts in the backward pass
kind: convention
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - x.mean(axis=0)) / std
    return gamma * x_hat + beta, (x, gamma)


def batchnorm_backward(dout, cache):
    x, gamma = cache
    out, _ = batchnorm_forward(x, gamma, 0)
    std = np.sqrt(x.var(axis=0) + 1e-5)
    x_hat = out / gamma
    g = dout * gamma
    dx = (g - g.mean(axis=0) - x_hat * (g * x_hat).mean(axis=0)) / std
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
