"""eps stands outside the root.

property: eps is added to the mean square, under the root
cause: eps stands outside the root.
kind: detail
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / (np.sqrt(np.mean(x * x, axis=1, keepdims=True)) + eps)
