"""Over the column.

property: three rows by hand
cause: That is the root mean square of each column.
kind: idea
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / np.sqrt(np.mean(x * x, axis=0) + eps)
