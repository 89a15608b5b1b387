"""Normal numbers.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return np.clip(np.abs(rng.standard_normal(n) * n / 3), 0, n - 1).astype(int)
