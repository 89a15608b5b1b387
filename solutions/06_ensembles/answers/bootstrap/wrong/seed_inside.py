"""A fixed seed inside.

property: every index from 0 to n - 1 has the same chance
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return np.random.default_rng(0).integers(n, size=n)
