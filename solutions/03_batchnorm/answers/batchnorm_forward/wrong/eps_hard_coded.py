"""1e-5 is written in place of the argument.

property: eps is added to the variance, under the root
kind: detail
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + 1e-5)
    out = gamma * x_hat + beta
    return out, (x, x_hat, mean, var, gamma, eps)
