"""Unsigned 32-bit indices."""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.integers(0, n, size=(n,), dtype=np.uint32)
