"""rng.integers."""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.integers(n, size=n)
