"""eps is added twice.

property: eps is added to the running variance, under the root
kind: convention
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    x_hat = (x - running_mean) / np.sqrt(running_var + eps + eps)
    return gamma * x_hat + beta
