"""x is divided in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    x /= np.sqrt(np.mean(x * x, axis=1, keepdims=True) + eps)
    return gamma * x
