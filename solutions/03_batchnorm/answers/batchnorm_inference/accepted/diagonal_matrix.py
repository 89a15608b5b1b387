"""An affine layer with a diagonal weight matrix."""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    w = np.diag(gamma / np.sqrt(running_var + eps))
    return (x - running_mean) @ w + beta
