"""Poisson numbers are no rows.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.poisson(n / 2, n)
