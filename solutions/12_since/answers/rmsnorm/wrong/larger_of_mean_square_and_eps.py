"""The larger of mean square and eps, not their sum.

property: eps is added to the mean square, under the root
cause: the larger of the two
kind: convention
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / np.sqrt(np.maximum((x**2).mean(axis=-1, keepdims=True), eps))
