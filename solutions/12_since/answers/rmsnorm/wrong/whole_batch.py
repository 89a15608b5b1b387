"""Over the whole batch.

property: three rows by hand
kind: idea
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / np.sqrt(np.mean(x * x) + eps)
