"""How often each row comes, instead of which rows come.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return np.bincount(rng.integers(n, size=n), minlength=n)
