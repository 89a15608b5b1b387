"""The largest index included."""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.integers(0, n - 1, n, endpoint=True)
