"""n - 1 indices.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.integers(n, size=n - 1)
