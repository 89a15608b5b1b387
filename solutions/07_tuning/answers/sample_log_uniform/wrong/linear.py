"""Uniform on the plain scale.

property: half lie below the geometric mean
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return rng.uniform(low, high, n)
