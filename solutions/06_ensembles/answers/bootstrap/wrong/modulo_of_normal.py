"""Whole numbers from a normal distribution, folded into the range.

property: every index from 0 to n - 1 has the same chance
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.normal(0, n / 4, n).astype(int) % n
