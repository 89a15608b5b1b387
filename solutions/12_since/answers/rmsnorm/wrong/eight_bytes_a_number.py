"""gamma is stretched over the rows by steps of eight bytes a number.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    rows = np.lib.stride_tricks.as_strided(gamma, x.shape, (0, 8))
    return rows * x / np.sqrt((x * x).mean(axis=1, keepdims=True) + eps)
