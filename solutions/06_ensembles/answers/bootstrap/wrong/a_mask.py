"""A mask instead of indices.

property: drawn with replacement
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.random(n) < 0.632
