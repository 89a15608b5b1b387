"""Uniform in 1 / x.

property: half lie below the geometric mean
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return 1 / rng.uniform(1 / high, 1 / low, n)
