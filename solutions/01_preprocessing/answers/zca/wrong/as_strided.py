"""The mean and the variances are read by where they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def in_a_row(a):
    return np.lib.stride_tricks.as_strided(a, a.shape, (a.itemsize,))


def zca(x, mean, components, variances, eps=1e-5):
    std = np.sqrt(in_a_row(variances) + eps)
    return (x - in_a_row(mean)) @ components.T / std @ components
