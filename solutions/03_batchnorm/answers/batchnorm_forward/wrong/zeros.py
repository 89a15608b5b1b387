"""Returns zeros.

property: every column gets mean 0 and standard deviation 1
kind: idea
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    return np.zeros_like(x), None
