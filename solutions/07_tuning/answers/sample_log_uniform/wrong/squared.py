"""The square of a uniform number.

property: half lie below the geometric mean
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return low + (high - low) * rng.random(n) ** 2
