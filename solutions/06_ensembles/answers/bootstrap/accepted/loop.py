"""A loop."""

import numpy as np


def bootstrap_indices(n, rng):
    out = np.empty(n, dtype=np.int64)
    for i in range(n):
        out[i] = rng.integers(0, n)
    return out
