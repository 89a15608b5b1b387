"""The root is missing.

property: three rows by hand
cause: The root is missing.
kind: idea
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / (np.mean(x * x, axis=1, keepdims=True) + eps)
