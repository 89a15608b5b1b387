"""Floating-point numbers as indices.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return np.floor(rng.random(n) * n)
