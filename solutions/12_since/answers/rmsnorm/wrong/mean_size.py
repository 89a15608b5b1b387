"""Divided by the mean of the sizes.

property: three rows by hand
kind: idea
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / (np.abs(x).mean(axis=1, keepdims=True) + eps)
