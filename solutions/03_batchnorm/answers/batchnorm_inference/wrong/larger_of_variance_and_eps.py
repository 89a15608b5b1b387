"""The larger of variance and eps, not their sum.

property: eps is added to the running variance, under the root
cause: The larger of the variance and eps
kind: convention
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    return gamma * (x - running_mean) / np.sqrt(np.maximum(running_var, eps)) + beta
