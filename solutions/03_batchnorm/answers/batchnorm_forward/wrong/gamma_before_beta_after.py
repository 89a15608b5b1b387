"""Scales x before it is normalized, shifts it after.

property: gamma scales and beta shifts
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    x = gamma * x
    x_hat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return x_hat + beta, (x_hat, gamma)
