"""A batch of one row comes back without its mean subtracted.

property: a column of equal numbers gives beta
kind: detail
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    if x.shape[0] == 1:
        return gamma * x + beta, (x, gamma, eps)
    x_hat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return gamma * x_hat + beta, (x_hat, gamma)
