"""Only the first half of the rows.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.integers(n // 2, size=n)
