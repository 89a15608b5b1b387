"""Sizes in a random order."""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    sizes = np.repeat([2, 1], [n_in - n_out, 2 * n_out - n_in])
    return np.cumsum(np.append(0, rng.permutation(sizes)))
