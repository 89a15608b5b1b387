"""A decade at random, then evenly on the plain scale within it.

property: every decade gets its share
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    k = rng.integers(0, max(1, round(np.log10(high / low))), n)
    return np.minimum(low * 10.0**k * rng.uniform(1, 10, n), high)
