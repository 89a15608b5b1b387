"""Out of all inner borders some are left out."""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    sizes = [2] * (n_in - n_out) + [1] * (2 * n_out - n_in)
    rng.shuffle(sizes)
    cuts = [0]
    for s in sizes:
        cuts.append(cuts[-1] + s)
    return np.array(cuts)
