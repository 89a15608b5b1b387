"""Divided by the standard deviation, and the mean stays.

property: three rows by hand
kind: idea
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / np.sqrt(x.var(axis=1, keepdims=True) + eps)
