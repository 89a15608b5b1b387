"""Rounding gives the ends half the chance.

property: every index from 0 to n - 1 has the same chance
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return np.rint(rng.random(n) * (n - 1)).astype(int)
