"""low times a random power of the ratio."""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return low * (high / low) ** rng.random(n)
