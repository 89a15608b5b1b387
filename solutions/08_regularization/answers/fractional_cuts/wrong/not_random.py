"""The larger regions come first.

property: any region can be the larger one
kind: convention
"""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    sizes = np.ones(n_out, dtype=int)
    sizes[: n_in - n_out] = 2
    return np.concatenate([[0], np.cumsum(sizes)])
