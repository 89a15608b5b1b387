"""Batch statistics unless the batch is a single row.

property: eps is added to the running variance, under the root
kind: detail
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    if x.shape[0] > 1:
        running_mean, running_var = x.mean(axis=0), x.var(axis=0)
    x_hat = (x - running_mean) / np.sqrt(running_var + eps)
    return gamma * x_hat + beta
