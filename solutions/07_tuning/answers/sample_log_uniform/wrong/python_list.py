"""A list.

property: half lie below the geometric mean
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return list(np.exp(rng.uniform(np.log(low), np.log(high), n)))
