"""Evenly spaced.

property: any region can be the larger one
kind: detail
"""

import numpy as np


def fractional_cuts(n_in, n_out, rng):
    return np.round(np.linspace(0, n_in, n_out + 1)).astype(int)
