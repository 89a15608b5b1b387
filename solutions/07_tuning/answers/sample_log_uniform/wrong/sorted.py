"""Sorted samples.

property: n independent draws from rng
kind: detail
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return np.sort(np.exp(rng.uniform(np.log(low), np.log(high), n)))
