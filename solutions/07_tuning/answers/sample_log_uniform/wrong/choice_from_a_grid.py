"""Chooses from a grid of n values in log space.

property: n independent draws from rng
kind: detail
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return rng.choice(np.logspace(np.log10(low), np.log10(high), n), n)
