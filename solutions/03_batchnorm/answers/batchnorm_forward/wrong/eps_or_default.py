"""An eps of 0 is taken for none.

property: eps = 0 is like any other
kind: guard
cause: taken for none
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    eps = eps or 1e-5
    x_hat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return gamma * x_hat + beta, (x, x_hat, gamma, eps)
