"""Whole exponents only.

property: half lie below the geometric mean
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return 10.0 ** rng.integers(round(np.log10(low)), round(np.log10(high)) + 1, n)
