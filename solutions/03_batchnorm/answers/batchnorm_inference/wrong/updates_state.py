"""Updates the caller's running statistics after it used them.

property: inputs unchanged
kind: guard
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
    running_mean *= 0.9
    running_mean += 0.1 * x.mean(axis=0)
    return out
