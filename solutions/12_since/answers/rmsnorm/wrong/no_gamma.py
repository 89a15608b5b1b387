"""Without gamma.

property: gamma has one entry for each column
cause: gamma did not come in.
kind: detail
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    return x / np.sqrt(np.mean(x * x, axis=1, keepdims=True) + eps)
