"""Subtracts the running mean from the caller's x.

property: inputs unchanged
kind: guard
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    x -= running_mean
    return gamma * x / np.sqrt(running_var + eps) + beta
