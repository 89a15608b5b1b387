"""Uniform numbers looked up among the borders."""

import numpy as np


def bootstrap_indices(n, rng):
    return np.searchsorted(np.arange(1, n) / n, rng.random(n), side="right")
