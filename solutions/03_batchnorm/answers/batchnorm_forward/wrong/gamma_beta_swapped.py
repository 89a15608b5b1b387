"""gamma and beta have changed places.

property: every column gets mean 0 and standard deviation 1
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    out = beta * x_hat + gamma
    return out, (x, x_hat, mean, var, gamma, eps)
