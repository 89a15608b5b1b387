"""The indices are stored in 8 bits and wrap around.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.integers(n, size=n).astype(np.int8)
