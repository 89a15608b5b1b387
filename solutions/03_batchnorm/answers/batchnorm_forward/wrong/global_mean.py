"""One mean for all columns, the variance of each.

property: every column gets mean 0 and standard deviation 1
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean()
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    out = gamma * x_hat + beta
    return out, (x, x_hat, mean, var, gamma, eps)
