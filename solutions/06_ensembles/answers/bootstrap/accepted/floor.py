"""Uniform numbers, scaled and floored."""

import numpy as np


def bootstrap_indices(n, rng):
    return np.floor(rng.random(n) * n).astype(int)
