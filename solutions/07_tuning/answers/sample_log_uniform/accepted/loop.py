"""A loop over single draws."""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return np.array([np.exp(rng.uniform(np.log(low), np.log(high))) for _ in range(n)])
