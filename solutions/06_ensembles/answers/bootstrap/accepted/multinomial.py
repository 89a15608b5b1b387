"""Counts first, then each row as often as it was drawn."""

import numpy as np


def bootstrap_indices(n, rng):
    return np.repeat(np.arange(n), rng.multinomial(n, np.full(n, 1 / n)))
