"""Sorted random cuts: regions of any size.

property: regions of 1 or 2 that cover everything
kind: idea
"""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    inner = np.sort(rng.choice(np.arange(1, n_in), n_out - 1, replace=False))
    return np.concatenate([[0], inner, [n_in]])
