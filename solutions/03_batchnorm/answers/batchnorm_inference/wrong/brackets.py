"""The mean is subtracted after the division.

property: a batch of one is normalized with the running statistics
kind: idea
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    x_hat = x / np.sqrt(running_var + eps) - running_mean
    return gamma * x_hat + beta
