"""The last region is always of size 1 if one is.

property: any region can be the larger one
kind: detail
"""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    sizes = np.ones(n_out, dtype=int)
    k = min(n_in - n_out, n_out - 1)
    sizes[:k] = 2
    sizes[:-1] = rng.permutation(sizes[:-1])
    sizes[-1] = n_in - sizes[:-1].sum()
    return np.concatenate([[0], np.cumsum(sizes)])
