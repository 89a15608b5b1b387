"""Coins for the sizes: the end is anywhere.

property: regions of 1 or 2 that cover everything
kind: idea
"""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    return np.concatenate([[0], np.cumsum(rng.integers(1, 3, n_out))])
