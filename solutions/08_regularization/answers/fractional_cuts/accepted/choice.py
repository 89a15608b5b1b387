"""The larger regions are chosen."""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    sizes = np.ones(n_out, dtype=np.int64)
    sizes[rng.choice(n_out, n_in - n_out, replace=False)] += 1
    return np.concatenate(([0], sizes.cumsum()))
