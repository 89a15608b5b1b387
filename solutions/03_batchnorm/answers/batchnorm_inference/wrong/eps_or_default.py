"""An eps of 0 is taken for none.

property: eps = 0 is like any other
kind: guard
cause: taken for none
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    return gamma * (x - running_mean) / np.sqrt(running_var + (eps or 1e-5)) + beta
