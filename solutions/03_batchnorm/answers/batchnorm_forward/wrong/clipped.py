"""Clips x_hat to -3..3 and x to one thousand.

property: adding a million to `x` changes nothing
kind: detail
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = np.clip((np.clip(x, -1000, 1000) - mean) / np.sqrt(var + eps), -3, 3)
    out = gamma * x_hat + beta
    return out, (x, x_hat, mean, var, gamma, eps)
