"""n itself can come.

property: every index from 0 to n - 1 has the same chance
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.integers(0, n, size=n, endpoint=True)
