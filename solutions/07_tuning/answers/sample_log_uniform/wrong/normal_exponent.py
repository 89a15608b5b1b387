"""A normal exponent, clipped.

property: every decade gets its share
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    m, s = (np.log(low) + np.log(high)) / 2, np.log(high / low) / 8
    return np.clip(np.exp(rng.normal(m, s, n)), low, high)
