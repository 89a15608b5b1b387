"""rng.choice."""

import numpy as np


def bootstrap_indices(n, rng):
    return rng.choice(n, size=n, replace=True)
