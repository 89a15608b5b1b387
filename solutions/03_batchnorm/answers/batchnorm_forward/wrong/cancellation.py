"""The variance as E[x^2] - E[x]^2.

property: adding a million to `x` changes nothing
kind: detail
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = (x**2).mean(axis=0) - mean**2
    x_hat = (x - mean) / np.sqrt(var + eps)
    out = gamma * x_hat + beta
    return out, (x, x_hat, mean, var, gamma, eps)
