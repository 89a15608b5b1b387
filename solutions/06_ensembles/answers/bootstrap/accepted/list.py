"""A list of whole numbers."""

import numpy as np


def bootstrap_indices(n, rng):
    return [int(rng.integers(0, n)) for _ in range(n)]
