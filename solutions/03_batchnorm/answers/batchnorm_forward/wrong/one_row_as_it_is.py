"""A batch of one row is not normalized.

property: a column of equal numbers gives beta
kind: detail
cause: no case of its own
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    if len(x) == 1:
        return gamma * x + beta, (x, gamma, beta, eps)
    x_hat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return gamma * x_hat + beta, (x, x_hat, gamma, beta, eps)
