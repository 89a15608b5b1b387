"""An eps of 0 is taken for none.

property: eps = 0 is like any other
kind: guard
cause: taken for none
"""

import numpy as np


def whiten(x, mean, components, variances, eps=1e-5):
    eps = eps or 1e-5
    return (x - mean) @ components.T / np.sqrt(variances + eps)
