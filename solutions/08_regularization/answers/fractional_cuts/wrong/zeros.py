"""Zeros.

property: regions of 1 or 2 that cover everything
kind: idea
"""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    return np.zeros(n_out + 1, dtype=int)
