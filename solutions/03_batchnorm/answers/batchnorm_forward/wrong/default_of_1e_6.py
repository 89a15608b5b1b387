"""The default of eps is 1e-6.

property: eps is 1e-5 unless given
kind: detail
cause: Look at the default
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-6):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    out = gamma * x_hat + beta
    return out, (x, x_hat, mean, var, gamma, eps)
