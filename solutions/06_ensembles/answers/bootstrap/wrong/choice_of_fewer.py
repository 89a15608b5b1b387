"""Drawn with replacement from the first n - 1 rows.

property: every index from 0 to n - 1 has the same chance
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.choice(n - 1, n)
