"""Rows and rng are both returned.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.integers(n, size=n), rng
