"""Clipped to the bounds against rounding."""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    z = rng.uniform(np.log(low), np.log(high), n)
    return np.clip(np.exp(z), low, high)
