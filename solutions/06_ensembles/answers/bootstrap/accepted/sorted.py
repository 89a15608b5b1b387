"""Sorted, with the end included."""

import numpy as np


def bootstrap_indices(n, rng):
    return np.sort(rng.integers(0, n - 1, size=n, endpoint=True))
