"""A burn-in that is no `int` of Python is taken for none.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    if not isinstance(burn_in, int):
        burn_in = 0
    return burn_in + np.arange(1, n + 1) * (total - burn_in) // n
