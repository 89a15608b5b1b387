"""The mean is subtracted after the division.

property: every column gets mean 0 and standard deviation 1
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = x / np.sqrt(var + eps) - mean
    out = gamma * x_hat + beta
    return out, (x, x_hat, mean, var, gamma, eps)
