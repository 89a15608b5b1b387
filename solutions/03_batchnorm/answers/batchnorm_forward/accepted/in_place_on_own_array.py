"""Writes in place, but only into arrays of its own."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    out = x.copy()
    out -= out.mean(axis=0)
    var = (out**2).mean(axis=0)
    out /= np.sqrt(var + eps)
    x_hat = out.copy()
    out *= gamma
    out += beta
    return out, (x_hat, gamma, var, eps)
