"""gamma is applied to x, before it is normalized.

property: gamma scales and beta shifts
kind: idea
cause: before it was normalized
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    z = gamma * x
    x_hat = (z - z.mean(axis=0)) / np.sqrt(z.var(axis=0) + eps)
    return x_hat + beta, (x, gamma, beta, eps)
