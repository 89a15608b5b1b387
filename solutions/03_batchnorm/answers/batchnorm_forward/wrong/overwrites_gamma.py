"""Divides the caller's gamma by the standard deviation.

property: inputs unchanged
kind: guard
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    gamma /= np.sqrt(x.var(axis=0) + eps)
    return gamma * (x - mean) + beta, None
