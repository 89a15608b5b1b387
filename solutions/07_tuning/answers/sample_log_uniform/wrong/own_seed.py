"""A generator with a seed of its own.

property: n independent draws from rng
kind: detail
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    rng = np.random.default_rng(0)
    return np.exp(rng.uniform(np.log(low), np.log(high), n))
