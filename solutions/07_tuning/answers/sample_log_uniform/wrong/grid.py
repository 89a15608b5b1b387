"""A grid.

property: n independent draws from rng
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return np.geomspace(low, high, n)
