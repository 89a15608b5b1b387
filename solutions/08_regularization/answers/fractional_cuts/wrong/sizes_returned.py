"""The sizes are returned.

property: regions of 1 or 2 that cover everything
kind: idea
"""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    sizes = np.ones(n_out + 1, dtype=int)
    sizes[: n_in - n_out] = 2
    return rng.permutation(sizes)
