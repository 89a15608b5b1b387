"""gamma divides.

property: gamma has one entry for each column
kind: detail
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    return x / gamma / np.sqrt(np.mean(x * x, axis=1, keepdims=True) + eps)
