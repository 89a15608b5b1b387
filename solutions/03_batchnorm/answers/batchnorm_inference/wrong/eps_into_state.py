"""eps is added to the running variance in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    running_var += eps
    return gamma * (x - running_mean) / np.sqrt(running_var) + beta
