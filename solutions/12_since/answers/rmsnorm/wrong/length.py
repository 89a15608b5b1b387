"""The length of the row.

property: three rows by hand
cause: You divided by the length of a row.
kind: idea
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / np.sqrt(np.sum(x * x, axis=1, keepdims=True) + eps)
