"""Graham's pseudorandom sequence: ceil(alpha * (i + u))."""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    if n_in == n_out:
        return np.arange(n_in + 1)
    sizes = np.r_[np.full(n_in - n_out, 2), np.full(2 * n_out - n_in, 1)]
    return np.r_[0, np.cumsum(sizes[np.argsort(rng.random(n_out))])]
