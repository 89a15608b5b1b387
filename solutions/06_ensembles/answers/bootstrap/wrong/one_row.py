"""One row n times.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return np.full(n, rng.integers(n))
