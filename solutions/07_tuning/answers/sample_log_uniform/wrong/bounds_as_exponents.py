"""low and high taken for exponents.

property: half lie below the geometric mean
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return 10 ** rng.uniform(low, high, n)
