"""The bytes of dout are taken for numbers of float64.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - x.mean(axis=0)) / std
    return gamma * x_hat + beta, (x_hat, gamma, std)


def batchnorm_backward_fused(dout, cache):
    x_hat, gamma, std = cache
    dout = np.frombuffer(dout.tobytes(), dtype=np.float64).reshape(dout.shape)
    n = len(dout)
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    return gamma / std * (dout - dbeta / n - x_hat * dgamma / n), dgamma, dbeta
