"""An exponential distribution, clipped.

property: half lie below the geometric mean
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return np.clip(rng.exponential(low, n), low, high)
