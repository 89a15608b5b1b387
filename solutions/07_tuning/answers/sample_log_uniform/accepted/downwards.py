"""Measured from the upper end."""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return high * (low / high) ** rng.random(n)
