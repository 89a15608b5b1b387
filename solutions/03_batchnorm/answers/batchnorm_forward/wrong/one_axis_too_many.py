"""An axis of length 1 is left over.

property: every column gets mean 0 and standard deviation 1
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    x_hat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return (gamma * x_hat + beta)[None], (x_hat, gamma)
