"""Row 0 never comes.

property: every index from 0 to n - 1 has the same chance
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.integers(1, n, size=n)
