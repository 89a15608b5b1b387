"""Bounds that are no `float` of Python are refused.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    if not isinstance(low, float) or not isinstance(high, float):
        raise TypeError("low and high must be float")
    return 10 ** rng.uniform(np.log10(low), np.log10(high), n)
