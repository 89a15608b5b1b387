"""Writes in place into its own array."""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    out = x - running_mean
    out /= np.sqrt(running_var + eps)
    out *= gamma
    out += beta
    return out
