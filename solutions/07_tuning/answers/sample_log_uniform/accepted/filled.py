"""Fills an empty array."""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    out = np.empty(n)
    for i in range(n):
        out[i] = 10.0 ** (np.log10(low) + (np.log10(high) - np.log10(low)) * rng.random())
    return out
