"""An eps of 0 is taken for none.

property: eps = 0 is like any other
kind: guard
cause: taken for none
"""

import numpy as np


def rmsnorm(x, gamma, eps=1e-5):
    eps = eps or 1e-5
    return gamma * x / np.sqrt((x * x).mean(axis=1, keepdims=True) + eps)
