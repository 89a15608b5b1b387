"""The loop over the rows ends one early.

property: a batch of one is normalized with the running statistics
kind: idea
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    out = np.zeros_like(x)
    for i in range(len(x) - 1):
        out[i] = gamma * (x[i] - running_mean) / np.sqrt(running_var + eps) + beta
    return out
