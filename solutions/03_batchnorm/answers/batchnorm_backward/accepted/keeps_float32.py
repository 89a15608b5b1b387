"""The dtype of dout is kept."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(axis=0)
    inv = (np.square(centred).mean(axis=0) + x.dtype.type(eps)) ** x.dtype.type(-0.5)
    x_hat = centred * inv
    return gamma * x_hat + beta, (x_hat, gamma * inv)


def batchnorm_backward(dout, cache):
    x_hat, scale = cache
    n = dout.dtype.type(len(dout))
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    return scale * (dout - dbeta / n - x_hat * (dgamma / n)), dgamma, dbeta
