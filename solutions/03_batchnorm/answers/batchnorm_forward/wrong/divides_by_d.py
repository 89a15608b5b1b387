"""Sums over the rows but divides by D.

property: every column gets mean 0 and standard deviation 1
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    n, d = x.shape
    mean = x.sum(axis=0) / d
    var = ((x - mean) ** 2).sum(axis=0) / d
    x_hat = (x - mean) / np.sqrt(var + eps)
    return gamma * x_hat + beta, (x_hat, gamma)
