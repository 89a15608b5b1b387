"""The default of eps is ten times as large.

property: eps is 1e-5 unless it is given
kind: detail
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-4):
    return gamma * x / np.sqrt(np.mean(x * x, axis=1, keepdims=True) + eps)
