"""The dtype of x is kept."""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    one = x.dtype.type
    x_hat = (x - running_mean) * (running_var + one(eps)) ** one(-0.5)
    return gamma * x_hat + beta
