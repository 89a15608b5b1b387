"""Multiplies by gamma before the norm.

property: gamma has one entry for each column
cause: gamma came in before the norm. It multiplies the result.
kind: detail
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    y = x * gamma
    return y / np.sqrt(np.mean(y**2, axis=1, keepdims=True) + eps)
