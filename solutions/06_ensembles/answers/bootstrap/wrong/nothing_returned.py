"""The result is not returned.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    rng.integers(n, size=n)
