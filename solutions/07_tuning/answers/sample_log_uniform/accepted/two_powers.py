"""A product of powers of both bounds."""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    u = rng.random(size=n)
    return np.power(high, u) * np.power(low, 1 - u)
