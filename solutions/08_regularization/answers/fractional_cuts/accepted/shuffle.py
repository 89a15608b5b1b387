"""Shuffles the sizes."""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    sizes = np.array([2] * (n_in - n_out) + [1] * (2 * n_out - n_in), dtype=int)
    rng.shuffle(sizes)
    return np.append(0, np.cumsum(sizes)).astype(int)
