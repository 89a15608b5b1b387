"""Half are drawn, the others are their neighbours.

property: every index from 0 to n - 1 has the same chance
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    start = rng.integers(0, n, size=n // 2)
    return np.concatenate([start, (start + 1) % n, start[: n - 2 * (n // 2)]])
