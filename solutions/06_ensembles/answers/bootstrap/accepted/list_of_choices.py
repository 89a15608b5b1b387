"""One choice at a time."""

import numpy as np


def bootstrap_indices(n, rng):
    return np.array([rng.choice(np.arange(n)) for _ in range(n)])
