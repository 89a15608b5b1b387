"""A weighted geometric mean."""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    u = rng.random(n)
    return low ** (1 - u) * high**u
