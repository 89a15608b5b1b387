"""Layer norm.

property: three rows by hand
cause: That is layer norm.
kind: idea
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    d = x - x.mean(axis=1, keepdims=True)
    return gamma * d / np.sqrt((d * d).mean(axis=1, keepdims=True) + eps)
