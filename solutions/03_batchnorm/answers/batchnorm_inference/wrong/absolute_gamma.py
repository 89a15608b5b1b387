"""Takes the absolute value of gamma.

property: gamma scales and beta shifts
kind: idea
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    x_hat = (x - running_mean) / np.sqrt(running_var + eps)
    return np.abs(gamma) * x_hat + beta
