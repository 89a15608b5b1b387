"""Adds beta before the scaling.

property: gamma scales and beta shifts
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    out = gamma * (x_hat + beta)
    return out, (x, x_hat, mean, var, gamma, eps)
