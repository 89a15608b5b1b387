"""Doubled indices are removed.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return np.unique(rng.integers(n, size=n))
