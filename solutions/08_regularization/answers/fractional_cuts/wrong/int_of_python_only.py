"""A size that is no `int` of Python is refused.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    if not (isinstance(n_in, int) and isinstance(n_out, int)):
        raise TypeError("n_in and n_out must be int")
    sizes = np.ones(n_out, dtype=int)
    sizes[: n_in - n_out] = 2
    return np.concatenate([[0], np.cumsum(rng.permutation(sizes))])
