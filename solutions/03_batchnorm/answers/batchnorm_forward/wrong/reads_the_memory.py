"""The rows are read in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    x = x.ravel(order="K").reshape(x.shape)
    x_hat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return gamma * x_hat + beta, (x, x_hat, gamma, eps)
