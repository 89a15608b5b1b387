"""Scales and shifts x before it is normalized.

property: gamma scales and beta shifts
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    x = gamma * x + beta
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    return x_hat, (x_hat, gamma)
