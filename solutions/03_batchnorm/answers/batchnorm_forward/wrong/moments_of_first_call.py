"""Keeps mean and variance of the first batch it ever saw.

property: every column gets mean 0 and standard deviation 1
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    if not hasattr(batchnorm_forward, "mean"):
        batchnorm_forward.mean, batchnorm_forward.var = np.zeros(x.shape[1]), np.ones(x.shape[1])
    x_hat = (x - batchnorm_forward.mean) / np.sqrt(batchnorm_forward.var + eps)
    return gamma * x_hat + beta, (x_hat, gamma)
