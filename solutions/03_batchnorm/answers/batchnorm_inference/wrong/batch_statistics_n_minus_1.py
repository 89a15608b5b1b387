"""Normalizes with the statistics of the test batch, over N - 1: nan for a batch of one.

property: a batch of one is normalized with the running statistics
kind: idea
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    x_hat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0, ddof=1) + eps)
    return gamma * x_hat + beta
