"""A list of rows, stacked."""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    inv = (running_var + eps) ** -0.5
    return np.stack([gamma * ((row - running_mean) * inv) + beta for row in x])
