"""Adds eps only where the running variance is positive.

property: eps is 1e-5 unless given
kind: convention
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    x_hat = (x - running_mean) / np.sqrt(np.where(running_var > 0, running_var + eps, 0.0))
    return gamma * x_hat + beta
