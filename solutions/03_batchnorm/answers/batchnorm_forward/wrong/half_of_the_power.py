"""`** -1 / 2` is half of the inverse, not the inverse root.

property: every column gets mean 0 and standard deviation 1
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    x_hat = (x - x.mean(axis=0)) * (x.var(axis=0) + eps) ** -1 / 2
    return gamma * x_hat + beta, x_hat
