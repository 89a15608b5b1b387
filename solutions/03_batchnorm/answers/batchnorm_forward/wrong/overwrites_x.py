"""Subtracts the mean in place: the caller's x is changed.

property: inputs unchanged
kind: guard
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    x -= mean
    var = (x**2).mean(axis=0)
    x /= np.sqrt(var + eps)
    return gamma * x + beta, (x, gamma)
