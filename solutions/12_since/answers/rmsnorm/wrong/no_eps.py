"""Without eps.

property: eps is added to the mean square, under the root
cause: eps is missing.
kind: detail
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / np.sqrt(np.mean(x * x, axis=1, keepdims=True))
