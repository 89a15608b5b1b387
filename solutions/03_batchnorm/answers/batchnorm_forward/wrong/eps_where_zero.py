"""eps only where the variance is 0.

property: eps is added to the variance, under the root
kind: convention
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(np.where(var == 0, eps, var))
    out = gamma * x_hat + beta
    return out, (x, x_hat, mean, var, gamma, eps)
