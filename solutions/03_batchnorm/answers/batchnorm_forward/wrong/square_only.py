"""Sums over the wrong axis of a transposed array; fits square batches only.

property: every column gets mean 0 and standard deviation 1
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.T.mean(axis=0)
    var = x.T.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    return gamma * x_hat + beta, (x_hat, gamma)
