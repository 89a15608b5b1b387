"""A shuffle: without replacement.

property: drawn with replacement
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.permutation(n)
