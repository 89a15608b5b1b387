"""1e-5 is written in place of the argument.

property: eps is added to the running variance, under the root
kind: detail
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    x_hat = (x - running_mean) / np.sqrt(running_var + 1e-5)
    return gamma * x_hat + beta
