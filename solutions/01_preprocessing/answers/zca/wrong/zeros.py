"""Returns zeros.

property: a table worked by hand
kind: idea
"""

import numpy as np


def zca(x, mean, components, variances, eps=1e-5):
    return np.zeros_like(x)
