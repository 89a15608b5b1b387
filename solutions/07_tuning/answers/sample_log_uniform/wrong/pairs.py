"""Each sample twice.

property: n independent draws from rng
kind: detail
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    u = np.repeat(rng.random((n + 1) // 2), 2)[:n]
    return low * (high / low) ** u
