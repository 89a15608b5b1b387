"""NumPy's global generator.

property: n independent draws from rng
kind: convention
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return np.exp(np.random.uniform(np.log(low), np.log(high), n))
