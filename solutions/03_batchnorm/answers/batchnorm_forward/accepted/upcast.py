"""Everything in long double, float64 at the end."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    wide = np.asarray(x, dtype=np.longdouble)
    x_hat = ((wide - wide.mean(0)) / np.sqrt(wide.var(0) + eps)).astype(np.float64)
    return gamma * x_hat + beta, x_hat
