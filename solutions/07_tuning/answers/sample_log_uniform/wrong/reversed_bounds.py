"""The bounds in the lecture's order.

property: half lie below the geometric mean
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return 10 ** rng.uniform(np.log10(high), np.log10(low), n)
