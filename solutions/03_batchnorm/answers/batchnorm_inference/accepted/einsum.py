"""The scale by einsum."""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    inv = 1.0 / np.sqrt(running_var + eps)
    return np.einsum("nd,d,d->nd", x - running_mean[None, :], inv, gamma) + beta
